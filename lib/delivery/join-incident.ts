import { verdictOf } from '../classify/verdict-of.ts';
import type { Incident, IncidentUse } from '../incident/incident.ts';
import { incidentRecordText } from '../incident/incident-record.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { countedUse } from './use-marks.ts';

/** The incident that a message belongs to. */
export interface JoinedIncident extends Pick<Incident, 'id'> {
  /** Activities of the message whose copies in the outbox time the steps of the incident, by their ids. */
  readonly timers: ReadonlySet<string>;
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
  const timers = [
    ...(joined.isTimer ? [first.id] : []),
    ...(also?.isTimer && also.id === joined.id ? [critical?.id ?? ''] : []),
  ];
  return { id: joined.id, timers: new Set(timers) };
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

/** Keeps what the incident is about, if it is one of its timers. Called once the activity was told. */
export async function describeIncident(
  activity: RootActivity,
  incident: JoinedIncident | undefined,
  toldAtMs: number,
  body: string | undefined,
  breaker: LedgerBreaker,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
  isPlanned = false,
): Promise<void> {
  const counter = countedUse(activity)?.counter;
  if (counter === undefined || !incident?.timers.has(activity.id)) return;
  const text = incidentRecordText(activity, counter, toldAtMs, body, isPlanned);
  const { severity } = verdictOf(activity);
  const parts = [
    'first',
    ...(severity === 'critical' && !isPlanned ? (['critical'] as const) : []),
  ] as const;
  for (const part of parts) {
    await breaker.failOpen(() => ledger.describeIncident(incident.id, part, text));
  }
}
