import type { Severity } from '../../lib/classify/classes.ts';
import type { EvidenceMismatch } from '../../lib/evidence/evidence-mismatch.ts';
import { groupBy } from '../../lib/group-by.ts';
import { holdAnswers, holdUses, holdWindows, logKeptMs } from './hold-against-evidence.ts';
import type { LogLine } from './log-line.ts';
import type { Month } from './month.ts';
import type { Evidence } from './read-evidence.ts';

type AlertLine = Extract<LogLine, { readonly message: 'alert' }>;
type RunLine = Extract<LogLine, { readonly message: 'reconcile' }>;
type LeftoversLine = Extract<LogLine, { readonly message: 'leftovers' }>;
type AnswerLine = Extract<LogLine, { readonly message: 'incidentAnswer' }>;
type WindowLine = Extract<LogLine, { readonly message: 'planned' }>;

/** One use of root, a drill or a change of root-alert, and what became of it. Times are milliseconds since 1970. */
export interface ReportedUse {
  readonly id: string;
  /** `change`: others than root changed root-alert itself. */
  readonly kind: 'use' | 'drill' | 'change';
  readonly account: string | undefined;
  readonly event: string | undefined;
  readonly severity: Severity | undefined;
  readonly occurredAtMs: number;
  /** How it was told. `atOnce`: by itself. `told`: the evidence alone knows of it. `untold`: nobody was told, as far as is known. */
  readonly path: 'atOnce' | 'outbox' | 'lookBack' | 'alarm' | 'told' | 'untold';
  /** When each room had it. */
  readonly rooms: readonly { readonly room: string; readonly atMs: number | undefined }[];
  /** When it was told to the last room, as often as that is written down. */
  readonly toldAtMs: readonly number[];
  /** From the use to the last room. */
  readonly latencyMs: number | undefined;
  readonly incident: string | undefined;
  /** The number of its object in the evidence. */
  readonly object?: number;
  readonly mismatches: readonly EvidenceMismatch[];
}

/** What somebody answered about an incident. Who and why is in the evidence alone. Hostile text. */
export interface ReportedAnswer {
  readonly atMs: number;
  readonly incident: string;
  /** Uses that it is about, beside those of which the log says that they belong to the incident. */
  readonly uses: readonly string[];
  readonly verdict: AnswerLine['verdict'];
  readonly via: string;
  readonly by?: string | undefined;
  readonly why?: string | undefined;
  readonly isFromSession: boolean | undefined;
  readonly mismatches: readonly EvidenceMismatch[];
}

/** A time for which somebody said that they would use root. */
export interface ReportedWindow {
  readonly id: string;
  readonly account: string;
  readonly by: string;
  readonly why?: string;
  readonly allow?: readonly string[];
  readonly openedAtMs: number;
  /** When it was over. */
  readonly untilMs: number;
  readonly mismatches: readonly EvidenceMismatch[];
}

/** What the evidence is like. */
export interface EvidenceState
  extends Pick<Evidence, 'objects' | 'last' | 'faults' | 'beginsAtMs'> {
  /** Objects that this report is made of. */
  readonly used: number;
  /** How many uses, answers and windows it and the log differ about. */
  readonly mismatches: number;
}

/** A time in which something was not as it should be. */
export interface Interval {
  /** A finding's key, such as `noForwarder eu-west-1`, or a reason. */
  readonly what: string;
  readonly fromMs: number;
  /** Undefined: it lasted at the end. */
  readonly untilMs: number | undefined;
}

/** What the log, and the evidence if there is any, say of one month. */
export interface MonthFacts {
  readonly month: Month;
  /** Until when the month is known: its end, or now. */
  readonly untilMs: number;
  readonly uses: readonly ReportedUse[];
  readonly drills: readonly ReportedUse[];
  /** What others than root changed of root-alert itself. */
  readonly changes: readonly ReportedUse[];
  readonly answers: readonly ReportedAnswer[];
  readonly windows: readonly ReportedWindow[];
  /** Undefined: there is none. */
  readonly evidence: EvidenceState | undefined;
  /** Before that logs are gone by their age. Undefined: those of the month are all there. */
  readonly logsGoneBeforeMs: number | undefined;
  /** How often reconcile ran. */
  readonly runs: number;
  /** Regions that a run looked at: the fewest and the most. Undefined: no run. */
  readonly regions: { readonly fewest: number; readonly most: number } | undefined;
  /** When the first line of the month was written. Undefined: there is none. */
  readonly knownFromMs: number | undefined;
  /** Until when the event history of every region was looked through. */
  readonly lookedUntilMs: number | undefined;
  /** Findings, as long as they stood. */
  readonly findings: readonly Interval[];
  /** Times without a run of reconcile. */
  readonly gaps: readonly Interval[];
  /** Functions of every deployment whose logs are gone. */
  readonly missingLogs: readonly string[];
  /** Times in which some room took nothing. */
  readonly waits: readonly Interval[];
}

/** Without these nobody knows what was told. */
const neededLogs = ['rootEvent', 'outbox', 'reconcile'];

/** Two runs are a quarter of an hour apart, and a run takes ten minutes at most. */
const maxBetweenRunsMs = 40 * 60_000;
/** The outbox asks a room again every six and a half minutes. */
const maxBetweenRoundsMs = 20 * 60_000;

/** What a use has to be for the look-back to find it: this old (lib/reconcile/look-back-span.ts). */
export const lookedAfterMs = 30 * 60_000 + 15 * 60_000;

/**
 * What the lines of one month, and of the days after it, say.
 *
 * @param missing functions that have no log group.
 * @param lines in any order. What was told after the month counts for the use that happened in it.
 */
export function monthFacts(
  lines: readonly LogLine[],
  month: Month,
  nowMs: number,
  missing: readonly string[] = [],
  evidence?: Evidence,
): MonthFacts {
  const untilMs = Math.min(month.endMs, nowMs);
  const inOrder = lines.toSorted((a, b) => a.atMs - b.atMs);
  const isIn = (ms: number) => ms >= month.startMs && ms < untilMs;
  const alerts = inOrder.filter((it) => it.message === 'alert');
  const logged = groupBy(alerts.filter(isOfUse), ({ id }) => id).map(usesOf);
  const held = evidence === undefined ? logged : holdUses(logged, evidence, nowMs);
  const uses = [...held, ...escalationDrills(alerts)]
    .filter(({ occurredAtMs }) => isIn(occurredAtMs))
    .toSorted((a, b) => a.occurredAtMs - b.occurredAtMs);
  // Also what was answered after the month counts for its uses.
  const incidents = new Set(uses.flatMap(({ incident }) => incident ?? []));
  const ids = new Set(uses.map(({ id }) => id));
  const loggedAnswers = inOrder.filter((it) => it.message === 'incidentAnswer').map(answerOf);
  const answers = (
    evidence === undefined ? loggedAnswers : holdAnswers(loggedAnswers, evidence, nowMs)
  ).filter(
    ({ atMs, incident, uses: about }) =>
      isIn(atMs) || incidents.has(incident) || about.some((id) => ids.has(id)),
  );
  const loggedWindows = windowsOf(inOrder.filter((it) => it.message === 'planned'));
  const windows = (
    evidence === undefined ? loggedWindows : holdWindows(loggedWindows, evidence, nowMs)
  ).filter(({ openedAtMs }) => isIn(openedAtMs));
  const allRuns = inOrder.filter((it) => it.message === 'reconcile');
  const runs = allRuns.filter(({ atMs }) => isIn(atMs));
  const leftovers = inOrder.filter((it) => it.message === 'leftovers' && isIn(it.atMs));
  const looked = allRuns.flatMap(({ lookedUntil }) => lookedUntil ?? []);
  const goneBeforeMs = nowMs - logKeptMs;
  return {
    month,
    untilMs,
    uses: uses.filter(({ kind }) => kind === 'use'),
    drills: uses.filter(({ kind }) => kind === 'drill'),
    changes: uses.filter(({ kind }) => kind === 'change'),
    answers,
    windows,
    evidence: evidence && {
      objects: evidence.objects,
      used: evidence.uses.length + evidence.answers.length + evidence.windows.length,
      last: evidence.last,
      faults: evidence.faults,
      beginsAtMs: evidence.beginsAtMs,
      mismatches: [...uses, ...answers, ...windows].filter(
        ({ mismatches }) => mismatches.length > 0,
      ).length,
    },
    logsGoneBeforeMs: goneBeforeMs > month.startMs ? goneBeforeMs : undefined,
    runs: runs.length,
    regions:
      runs.length === 0
        ? undefined
        : {
            fewest: Math.min(...runs.map(({ regions }) => regions)),
            most: Math.max(...runs.map(({ regions }) => regions)),
          },
    knownFromMs: inOrder.find(({ atMs }) => atMs >= month.startMs)?.atMs,
    lookedUntilMs: looked.length === 0 ? undefined : Math.max(...looked),
    findings: findingIntervals(runs),
    gaps: gapsBetween(
      runs.map(({ atMs }) => atMs),
      month.startMs,
      untilMs,
    ),
    missingLogs: neededLogs.filter((key) => missing.includes(key)),
    waits: waitsIn(leftovers.filter((it): it is LeftoversLine => it.message === 'leftovers')),
  };
}

/**
 * A line says itself that it tells no use. Alarms do not, which say of no use which it was, nor do lines of earlier versions: what is
 * said of an incident is about uses that have lines of their own, and the others are what root-alert tells of itself and its rooms.
 */
function isOfUse({ id, isTelling }: AlertLine): boolean {
  if (isTelling === true) return false;
  return !/^(?:alarm|contain|dooray-room|escalation-drill|heartbeat|incident|notice|planned)-/.test(
    id,
  );
}

/**
 * Drills for those who hear of what nobody answered. Rooms and topic have lines of their own (lib/delivery/tell-topic.ts), and a drill is
 * told where each of them has it. They are no evidence.
 */
function escalationDrills(alerts: readonly AlertLine[]): ReportedUse[] {
  const lines = alerts.filter(({ isTelling, isDrill }) => isTelling === true && isDrill === true);
  return groupBy(lines, ({ id }) => id.replace(/-topic$/, '')).map((ofDrill) => {
    const parts = groupBy(ofDrill, ({ id }) => id).map(usesOf);
    const whole = usesOf(ofDrill);
    return {
      ...whole,
      id: whole.id.replace(/-topic$/, ''),
      event: 'npm run drill -- --escalation',
      path: parts.some(({ path }) => path === 'untold') ? 'untold' : 'atOnce',
      latencyMs: undefined,
    };
  });
}

function kindOf(lines: readonly AlertLine[]): ReportedUse['kind'] {
  if (lines.some(({ isDrill, id }) => isDrill === true || id.startsWith('drill-'))) return 'drill';
  return lines.some(({ isByOther }) => isByOther === true) ? 'change' : 'use';
}

function answerOf({ atMs, incident, verdict, via, isFromSession }: AnswerLine): ReportedAnswer {
  return { atMs, incident, uses: [], verdict, via, isFromSession, mismatches: [] };
}

/** Each window once, until when the last line of it says. */
function windowsOf(lines: readonly WindowLine[]): ReportedWindow[] {
  const byId = new Map<string, ReportedWindow>();
  for (const { window: id, action, account, by, openedAt, until, atMs } of lines) {
    byId.set(id, {
      id,
      account,
      by: byId.get(id)?.by ?? by,
      openedAtMs: openedAt,
      untilMs: action === 'close' ? Math.min(until, atMs) : until,
      mismatches: [],
    });
  }
  return [...byId.values()];
}

function usesOf(lines: readonly AlertLine[]): ReportedUse {
  const told = lines.filter(({ outcome }) => outcome === 'told');
  const last = told.at(-1);
  const said = [...told, ...lines];
  const first = <T>(of: (line: AlertLine) => T | undefined): T | undefined =>
    said.map(of).find((it) => it !== undefined);
  const rooms = new Map<string, number>();
  for (const { rooms: reports, atMs } of lines) {
    for (const { room, isTold } of reports) {
      if (isTold && !rooms.has(room)) rooms.set(room, atMs);
    }
  }
  const occurredAtMs = first(({ occurredAt }) => occurredAt) ?? lines[0]?.atMs ?? 0;
  return {
    id: lines[0]?.id ?? '',
    kind: kindOf(lines),
    account: first(({ account }) => account),
    event: first(({ event }) => event),
    severity: first(({ severity }) => severity),
    occurredAtMs,
    path: last === undefined ? 'untold' : pathOf(last.writtenBy),
    rooms: [...rooms].map(([room, atMs]) => ({ room, atMs })),
    toldAtMs: told.map(({ atMs }) => atMs),
    latencyMs: last && (last.latencyMs ?? Math.max(0, last.atMs - occurredAtMs)),
    incident: first(({ incident }) => incident),
    mismatches: [],
  };
}

function pathOf(writtenBy: string): Exclude<ReportedUse['path'], 'told' | 'untold'> {
  if (writtenBy === 'outbox') return 'outbox';
  if (writtenBy === 'reconcile') return 'lookBack';
  return writtenBy === 'rootAlarm' ? 'alarm' : 'atOnce';
}

/** A finding lasts from the run that found it to the first that did not. */
function findingIntervals(runs: readonly RunLine[]): Interval[] {
  const open = new Map<string, number>();
  const closed: Interval[] = [];
  for (const { atMs, findings } of runs) {
    for (const [what, fromMs] of open) {
      if (findings.includes(what)) continue;
      closed.push({ what, fromMs, untilMs: atMs });
      open.delete(what);
    }
    for (const what of findings) if (!open.has(what)) open.set(what, atMs);
  }
  const standing = [...open].map(([what, fromMs]) => ({ what, fromMs, untilMs: undefined }));
  return [...closed, ...standing].toSorted((a, b) => a.fromMs - b.fromMs);
}

function gapsBetween(runTimes: readonly number[], startMs: number, untilMs: number): Interval[] {
  const times = [startMs, ...runTimes, untilMs];
  return times.slice(1).flatMap((untilOfGap, index) => {
    const fromMs = times[index] ?? startMs;
    return untilOfGap - fromMs > maxBetweenRunsMs
      ? [{ what: 'reconcile', fromMs, untilMs: untilOfGap }]
      : [];
  });
}

function waitsIn(leftovers: readonly LeftoversLine[]): Interval[] {
  const waits: { what: string; fromMs: number; untilMs: number }[] = [];
  for (const { atMs, kept, oldestUntoldMs, reasons } of leftovers) {
    if (kept === 0) continue;
    const last = waits.at(-1);
    if (last !== undefined && atMs - last.untilMs <= maxBetweenRoundsMs) last.untilMs = atMs;
    else waits.push({ what: reasons[0] ?? '', fromMs: atMs - oldestUntoldMs, untilMs: atMs });
  }
  return waits;
}
