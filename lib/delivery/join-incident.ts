import { verdictOf } from '../classify/verdict-of.ts';
import { followUpAfterMs } from '../incident/follow-ups.ts';
import { type Incident, type IncidentUse, sessionKey } from '../incident/incident.ts';
import { incidentRecordText } from '../incident/incident-record.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Message } from '../messages/message.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type Threads, threadsOf } from './incident-threads.ts';
import { countedUse } from './use-marks.ts';

/** The incident that a message belongs to. */
export interface JoinedIncident extends Pick<Incident, 'id'> {
  /** Whose it is. */
  readonly counter: string;
  /** Activities of the message whose copies in the outbox time the steps of the incident, by their ids. */
  readonly timers: ReadonlySet<string>;
  /** Those that somebody planned, by their ids: nobody is asked about them. */
  readonly planned: ReadonlySet<string>;
  /** The critical use about which people are asked. */
  readonly criticalId: string | undefined;
  /** Below what its messages go. */
  readonly threads: Threads;
}

const none: ReadonlySet<string> = new Set();

/**
 * The incident of the activities that one message tells: that of root itself, where the message has one. Undefined: nobody asked
 * for incidents, nothing of it is a real use, or the ledger did not answer. Then the message goes without.
 *
 * @param planned ids of those that somebody planned: nobody is asked about them, so that they do not stand for a critical use that
 * nobody planned.
 */
export async function joinIncident(
  activities: readonly RootActivity[],
  breaker: LedgerBreaker,
  { config, ledger }: Pick<DeliveryDeps, 'config' | 'ledger'>,
  planned: ReadonlySet<string> = none,
): Promise<JoinedIncident | undefined> {
  if (config.respond === undefined && !config.hasFollowUps) return undefined;
  const uses = activities.flatMap((it) => incidentUseOf(it, planned.has(it.id)) ?? []);
  const first = uses.find(({ needsRoot }) => needsRoot) ?? uses[0];
  if (first === undefined) return undefined;
  const critical = uses.find((it) => it.counter === first.counter && it.isCritical);
  const joined = await breaker.failOpen(() => ledger.joinIncident(first));
  const also =
    critical === undefined || critical === first
      ? undefined
      : await breaker.failOpen(() => ledger.joinIncident(critical));
  if (joined === undefined) return undefined;
  const { counter } = first;
  // Also one that was counted before and left to this digest may be what the row names.
  const latest = also?.id === joined.id ? also : joined;
  const timers = uses
    .filter((it) => it.counter === counter)
    .map(({ id }) => id)
    .filter((id) => id === latest.firstId || id === latest.criticalId);
  // The first message waits for nothing: there is none that it could go below.
  const threads = await threadsOf(joined.isFirst ? undefined : joined.id, breaker, { ledger });
  return {
    threads,
    id: joined.id,
    counter,
    timers: new Set(timers),
    planned,
    criticalId: latest.criticalId,
  };
}

/** Drills and forged events are in none: anybody who may put events on the bus could open one. */
function incidentUseOf(
  activity: RootActivity,
  isPlanned: boolean,
): (IncidentUse & { readonly needsRoot: boolean }) | undefined {
  const use = countedUse(activity);
  if (use?.marks === undefined) return undefined;
  const { severity, session, needsRoot } = use.marks;
  const isCritical = severity === 'critical' && !isPlanned;
  return { counter: use.counter, id: activity.id, session, isCritical, needsRoot };
}

/**
 * By what pagers join a message to an alert that they have: each critical use that people are asked about opens one of its own, so
 * that it pages though a lesser alert of the incident was taken by somebody.
 */
export function pageKeyOf(
  incident: JoinedIncident | undefined,
  { severity }: Pick<Message, 'severity'>,
): string | undefined {
  if (incident?.criticalId === undefined || severity !== 'critical') return incident?.id;
  return `${incident.id}-critical-${sessionKey(incident.criticalId)}`;
}

/**
 * Keeps what the incident is about, if it is one of its timers. Called once the activity was told.
 *
 * @param wanted which of its parts.
 * @returns whether there was anything to keep.
 */
export async function describeIncident(
  activity: RootActivity,
  incident: JoinedIncident | undefined,
  toldAtMs: number,
  body: string | undefined,
  breaker: LedgerBreaker,
  { ledger, config }: Pick<DeliveryDeps, 'ledger' | 'config'>,
  wanted = { first: true, critical: true },
): Promise<boolean> {
  const counter = countedUse(activity)?.counter;
  if (counter === undefined || !incident?.timers.has(activity.id)) return false;
  const isPlanned = incident.planned.has(activity.id);
  const text = incidentRecordText(activity, counter, toldAtMs, body, isPlanned);
  const isCritical = verdictOf(activity).severity === 'critical' && !isPlanned;
  const parts = [
    ...(wanted.first ? (['first'] as const) : []),
    ...(wanted.critical && isCritical ? (['critical'] as const) : []),
  ];
  const firstStepMs = Math.min(
    isCritical && config.respond !== undefined ? config.escalateMs : Number.POSITIVE_INFINITY,
    config.hasFollowUps ? followUpAfterMs[0] : Number.POSITIVE_INFINITY,
  );
  const nextStepAtMs = Number.isFinite(firstStepMs) ? toldAtMs + firstStepMs : undefined;
  for (const part of parts) {
    const use = { id: activity.id, text };
    await breaker.failOpen(() => ledger.describeIncident(incident.id, part, use, nextStepAtMs));
  }
  return parts.length > 0;
}
