import { severities } from '../../lib/classify/classes.ts';
import type { EvidenceMismatch } from '../../lib/evidence/evidence-mismatch.ts';
import type { ReportedAnswer, ReportedUse, ReportedWindow } from './month-facts.ts';
import type { Evidence, EvidenceUse } from './read-evidence.ts';

/** Logs are kept for so long (serverless.yml). */
export const logKeptMs = 90 * 24 * 3_600_000;

/** The outbox meets a copy after two minutes, and half an hour without its evidence is a finding. */
const graceMs = 3_600_000;

/** Both write down the time at which the last room had it, one after the other. */
const maxApartMs = 2 * 60_000;

/** As long as the log keeps them (lib/delivery/alert-line.ts). */
const maxAccountLength = 64;
const maxEventLength = 128;

/**
 * What was told by the log and by the evidence, each use once. Where they differ the evidence counts, since who can change logs
 * cannot change it, and it is said how they differ.
 *
 * @param logged of any month.
 */
export function holdUses(
  logged: readonly ReportedUse[],
  evidence: Evidence,
  nowMs: number,
): ReportedUse[] {
  const byId = new Map(logged.map((use) => [use.id, use]));
  const kept = new Map(evidence.uses.map((it) => [it.use.id, it]));
  return [
    ...evidence.uses.map(({ number, use }) => ({
      ...merged(use, byId.get(use.id), nowMs),
      object: number,
    })),
    ...logged
      .filter(({ id }) => !kept.has(id))
      .map((use) => ({ ...use, mismatches: withoutEvidence(use.toldAtMs.at(0), evidence, nowMs) })),
  ];
}

function merged(kept: EvidenceUse, logged: ReportedUse | undefined, nowMs: number): ReportedUse {
  const kind = kept.kind === 'drill' ? 'drill' : kept.isByOther ? 'change' : 'use';
  const toldAtMs = kept.toldAt === undefined ? [] : [kept.toldAt];
  const occurredAtMs = kept.occurredAt ?? logged?.occurredAtMs ?? kept.toldAt ?? 0;
  const latencyMs =
    kept.toldAt === undefined ? logged?.latencyMs : Math.max(0, kept.toldAt - occurredAtMs);
  const { id, account, event, verdict, rooms } = kept;
  const said = { id, kind, account, event, occurredAtMs, latencyMs } as const;
  if (logged === undefined) {
    const isLogKept = (kept.toldAt ?? occurredAtMs) > nowMs - logKeptMs;
    return {
      ...said,
      severity: verdict.severity,
      path: 'told',
      rooms: rooms.map((room) => ({ room, atMs: kept.toldAt })),
      toldAtMs,
      incident: undefined,
      mismatches: isLogKept ? ['notInLog'] : [],
    };
  }
  const isOther = (a: string | undefined, b: string | undefined, maxLength: number) =>
    a !== undefined && b !== undefined && a.slice(0, maxLength) !== b.slice(0, maxLength);
  const mismatches: readonly (EvidenceMismatch | false)[] = [
    // An object of an earlier version does not say whose change it was.
    kind !== logged.kind &&
      (kept.isByOther !== undefined || kind === 'drill' || logged.kind === 'drill') &&
      'otherKind',
    isOther(account, logged.account, maxAccountLength) && 'otherAccount',
    isOther(event, logged.event, maxEventLength) && 'otherEvent',
    kept.occurredAt !== undefined && kept.occurredAt !== logged.occurredAtMs && 'otherTime',
    kept.toldAt !== undefined && !isNear(kept.toldAt, logged.toldAtMs) && 'otherTelling',
    kept.toldAt !== undefined && logged.rooms.length > rooms.length && 'moreRooms',
  ];
  return {
    ...logged,
    ...said,
    kind: kept.isByOther === undefined && kind === 'use' ? notDrill(logged.kind) : kind,
    account: account ?? logged.account,
    event: event ?? logged.event,
    severity: graver(verdict.severity, logged.severity),
    path: logged.path === 'untold' ? 'told' : logged.path,
    mismatches: mismatches.filter((it) => it !== false),
  };
}

function isNear(atMs: number, times: readonly number[]): boolean {
  return times.some((it) => Math.abs(it - atMs) <= maxApartMs);
}

function notDrill(kind: ReportedUse['kind']): ReportedUse['kind'] {
  return kind === 'drill' ? 'use' : kind;
}

function graver(
  kept: NonNullable<ReportedUse['severity']>,
  logged: ReportedUse['severity'],
): ReportedUse['severity'] {
  return severities.find((it) => it === kept || it === logged);
}

/** What a log told that has no evidence, though it should. */
function withoutEvidence(
  toldAtMs: number | undefined,
  { beginsAtMs }: Evidence,
  nowMs: number,
): EvidenceMismatch[] {
  if (toldAtMs === undefined || toldAtMs > nowMs - graceMs) return [];
  return beginsAtMs === undefined || toldAtMs >= beginsAtMs + graceMs ? ['notInEvidence'] : [];
}

/** Answers: those of the evidence, and those that the log alone has. */
export function holdAnswers(
  logged: readonly ReportedAnswer[],
  evidence: Evidence,
  nowMs: number,
): ReportedAnswer[] {
  // A form that is sent twice is one answer and two lines.
  const keyOf = ({
    incident,
    verdict,
    via,
  }: Pick<ReportedAnswer, 'incident' | 'verdict' | 'via'>) => [incident, verdict, via].join(' ');
  const kept = evidence.answers.map(({ incident, uses, answer }) => ({
    incident,
    uses,
    ...answer,
  }));
  const keptKeys = new Set(kept.map(keyOf));
  const loggedKeys = new Set(logged.map(keyOf));
  return [
    ...kept.map(({ atMs, incident, uses, verdict, via, by, why, isFromSession }) => ({
      atMs,
      incident,
      uses,
      verdict,
      via,
      by,
      why,
      isFromSession,
      mismatches: mismatchOf(loggedKeys.has(keyOf({ incident, verdict, via })), atMs, nowMs),
    })),
    ...logged
      .filter((it) => !keptKeys.has(keyOf(it)))
      .map((it) => ({ ...it, mismatches: withoutEvidence(it.atMs, evidence, nowMs) })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

/** Windows for planned work: those of the evidence, and those that the log alone has. */
export function holdWindows(
  logged: readonly ReportedWindow[],
  evidence: Evidence,
  nowMs: number,
): ReportedWindow[] {
  const byId = new Map(evidence.windows.map(({ window }) => [window.id, window]));
  for (const { deed, window } of evidence.windows)
    if (deed === 'closed') byId.set(window.id, window);
  const loggedIds = new Set(logged.map(({ id }) => id));
  return [
    ...[...byId.values()].map(({ id, account, by, why, allow, openedAtMs, untilMs, closed }) => ({
      id,
      account,
      by,
      why,
      allow,
      openedAtMs,
      untilMs: Math.min(untilMs, closed?.atMs ?? untilMs),
      mismatches: mismatchOf(loggedIds.has(id), openedAtMs, nowMs),
    })),
    ...logged
      .filter(({ id }) => !byId.has(id))
      .map((it) => ({ ...it, mismatches: withoutEvidence(it.openedAtMs, evidence, nowMs) })),
  ].toSorted((a, b) => a.openedAtMs - b.openedAtMs);
}

function mismatchOf(isLogged: boolean, atMs: number, nowMs: number): EvidenceMismatch[] {
  return isLogged || atMs <= nowMs - logKeptMs ? [] : ['notInLog'];
}
