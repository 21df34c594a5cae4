import { severities } from '../classify/classes.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity } from '../root-activity.ts';
import { type IncidentRecord, incidentRecordText, readIncidentRecord } from './incident-record.ts';

/** What one message told of an incident, as the ledger adds it up. */
export interface UsesNote {
  readonly uses: number;
  readonly failed: number;
  /** Codes of regions. */
  readonly regions: readonly string[];
  /** The worst of them, as {@link readDeeds} reads them, each kind once. */
  readonly critical: readonly string[];
  readonly lesser: readonly string[];
}

/** What messages told of an incident in all. */
export interface NotedUses extends UsesNote {
  /** When the latest was told, in milliseconds since 1970. */
  readonly lastToldAtMs: number;
}

/** The row of an incident keeps so many of each: all are counted, and three are named. */
export const maxDeedsOfEach = 6;
export const maxRegions = 40;

/** Of a deed in characters: the row is written with each message. What is longer is named by its event alone. */
const maxBodyLength = 4_000;
const maxDeedsOfMessage = 3;

/** @param bodyOf what an activity can be read from again. */
export function usesNote(
  activities: readonly RootActivity[],
  counter: string,
  toldAtMs: number,
  bodyOf: (activity: RootActivity) => string | undefined,
): UsesNote {
  const deedsOf = (wanted: readonly RootActivity[]): string[] =>
    onceEach(wanted)
      .slice(0, maxDeedsOfMessage)
      .map((it) => {
        const body = bodyOf(it);
        const short = body !== undefined && body.length <= maxBodyLength ? body : undefined;
        return incidentRecordText(it, counter, toldAtMs, short);
      });
  const isCritical = (it: RootActivity) => verdictOf(it).severity === 'critical';
  return {
    uses: activities.length,
    failed: activities.filter((it) => it.kind === 'use' && it.outcome === 'failure').length,
    regions: [...new Set(activities.flatMap(regionOf))].slice(0, maxRegions),
    critical: deedsOf(activities.filter(isCritical)),
    lesser: deedsOf(activities.filter((it) => !isCritical(it))),
  };
}

/** The worst that was told, each kind once, the gravest and earliest first. */
export function readDeeds({
  critical,
  lesser,
}: Pick<UsesNote, 'critical' | 'lesser'>): IncidentRecord[] {
  const records = [...critical, ...lesser].flatMap((it) => readIncidentRecord(it) ?? []);
  return records.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (a.occurredAtMs ?? a.toldAtMs) - (b.occurredAtMs ?? b.toldAtMs),
  );
}

/** Regions have codes of this form. Anything else is hostile, or none. */
function regionOf(activity: RootActivity): string[] {
  const region = activity.kind === 'use' ? (activity.region ?? '') : '';
  return /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region) ? [region] : [];
}

function onceEach(activities: readonly RootActivity[]): RootActivity[] {
  const kinds = new Set<string>();
  const bySeverity = activities.toSorted(
    (a, b) => severities.indexOf(verdictOf(a).severity) - severities.indexOf(verdictOf(b).severity),
  );
  return bySeverity.filter((it) => {
    const kind =
      it.kind === 'use' ? JSON.stringify([it.eventName, it.outcome, it.affected]) : it.kind;
    const isNew = !kinds.has(kind);
    kinds.add(kind);
    return isNew;
  });
}
