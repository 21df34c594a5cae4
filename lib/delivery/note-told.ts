import { groupBy } from '../group-by.ts';
import { isFollowed } from '../incident/follow-ups.ts';
import { precursorOf } from '../incident/precursor.ts';
import { usesNote } from '../incident/uses-note.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { RootActivity } from '../root-activity.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { JoinedIncident } from './join-incident.ts';
import { countedUse } from './use-marks.ts';

/** A message has few kinds of them, of few accounts; a digest of many accounts is cut off. */
const maxPrecursors = 5;

/**
 * Notes what a message told, for the messages that follow: of its incident, and what came before one. Called once every room has
 * it, so that a use is counted with the message that told it, and nothing waits for it.
 *
 * @param bodyOf what an activity can be read from again.
 */
export async function noteTold(
  activities: readonly RootActivity[],
  incident: JoinedIncident | undefined,
  toldAtMs: number,
  bodyOf: (activity: RootActivity) => string | undefined,
  breaker: LedgerBreaker,
  { config, ledger }: Pick<DeliveryDeps, 'config' | 'ledger'>,
): Promise<void> {
  if (!config.hasFollowUps) return;
  if (incident !== undefined && isFollowed(incident.counter)) {
    const { id, counter } = incident;
    const own = activities.filter((it) => countedUse(it)?.counter === counter);
    const note = usesNote(own, counter, toldAtMs, bodyOf);
    await breaker.failOpen(() => ledger.noteUses(id, note));
  }
  const before = activities.flatMap((it) => precursorOf(it) ?? []);
  const kinds = groupBy(before, ({ account, kind }) => `${account} ${kind}`);
  for (const same of kinds.slice(0, maxPrecursors)) {
    const [first] = same;
    if (first === undefined) continue;
    const { account, kind } = first;
    await breaker.failOpen(() => ledger.notePrecursors(account, kind, same.length));
  }
}
