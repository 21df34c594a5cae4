import type { Locale } from '../config.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Message } from '../messages/message.ts';
import { mayBePlanned, type PlannedUse, plannedUseOf } from '../planned/planned-use.ts';
import { type PlannedWindow, plannedStateName, readWindows } from '../planned/planned-window.ts';
import type { RootActivity } from '../root-activity.ts';
import { withTimeout } from '../with-timeout.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { countedUse } from './use-marks.ts';

/** It is read while the alert is claimed. Nothing waits for it longer: without it, the alert is told as ever. */
const maxReadingMs = 1_000;

/**
 * The windows for planned work that these activities may lie in. None where nobody asked for answers, or where the ledger does not
 * say. Never rejects.
 */
export async function windowsFor(
  activities: readonly RootActivity[],
  breaker: LedgerBreaker,
  { config, ledger, clock }: Pick<DeliveryDeps, 'config' | 'ledger' | 'clock'>,
): Promise<readonly PlannedWindow[]> {
  if (config.respond === undefined || !activities.some(mayBePlanned)) return [];
  const reading = () => withTimeout(ledger.state(plannedStateName), maxReadingMs, clock);
  return readWindows(await breaker.failOpen(reading), clock.now());
}

/** What a window says of an activity. Undefined: it lies in none. */
export function plannedUse(
  activity: RootActivity,
  windows: readonly PlannedWindow[],
): PlannedUse | undefined {
  if (windows.length === 0) return undefined;
  return plannedUseOf(activity, countedUse(activity)?.marks?.needsRoot === true, windows);
}

type Mark = (message: Message, locale: Locale) => Message;

/** What marks a message about a planned use. Its words are loaded only then; without them, it is told as ever. */
export async function plannedMark(
  planned: PlannedUse | undefined,
  toldAt: Date | undefined,
  { config: { timeZone } }: Pick<DeliveryDeps, 'config'>,
): Promise<Mark> {
  if (planned === undefined) return (message) => message;
  try {
    const { markPlanned } = await import('../messages/mark-planned.ts');
    return (message, locale) => markPlanned(message, planned, { locale, timeZone }, toldAt);
  } catch {
    return (message) => message;
  }
}

/** Counts what was told in windows, for the message that they are over. */
export async function countPlannedUses(
  planned: readonly (PlannedUse | undefined)[],
  breaker: LedgerBreaker,
  { ledger }: Pick<DeliveryDeps, 'ledger'>,
): Promise<void> {
  const uses = planned.filter((it) => it !== undefined);
  for (const id of new Set(uses.map(({ window }) => window.id))) {
    const own = uses.filter(({ window }) => window.id === id);
    const loud = own.filter(({ isExpected }) => !isExpected).length;
    await breaker.failOpen(() => ledger.countPlanned(id, own.length, loud));
  }
}
