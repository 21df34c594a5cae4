import type { Locale } from '../config.ts';
import type { LedgerBreaker } from '../ledger/ledger-breaker.ts';
import type { Message } from '../messages/message.ts';
import { mayBePlanned } from '../planned/may-be-planned.ts';
import type { Windows } from '../planned/open-windows.ts';
import { plannedStateName } from '../planned/planned-state-name.ts';
import type { PlannedUse } from '../planned/planned-use.ts';
import type { RootActivity } from '../root-activity.ts';
import { withTimeout } from '../with-timeout.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { countedUse } from './use-marks.ts';

/** It is read while the alert is claimed. Nothing waits for it longer: without it, the alert is told as ever. */
const maxReadingMs = 1_000;

/**
 * The windows for planned work that these activities may lie in. Undefined: their accounts had none of late, nobody asked for
 * answers, or the ledger does not say. Never rejects.
 */
export async function windowsFor(
  activities: readonly RootActivity[],
  breaker: LedgerBreaker,
  { config, ledger, clock }: Pick<DeliveryDeps, 'config' | 'ledger' | 'clock'>,
): Promise<Windows | undefined> {
  const possible = activities.filter(mayBePlanned);
  if (config.respond === undefined || possible.length === 0) return undefined;
  const text = await breaker.failOpen(() =>
    withTimeout(ledger.state(plannedStateName), maxReadingMs, clock),
  );
  if (text === undefined || !possible.some((it) => text.includes(`"${it.accountId}"`))) {
    return undefined;
  }
  try {
    const { openWindows } = await import('../planned/open-windows.ts');
    return openWindows(text, clock.now());
  } catch {
    return undefined;
  }
}

/** What a window says of an activity. Undefined: it lies in none. */
export function plannedUse(
  activity: RootActivity,
  windows: Windows | undefined,
): PlannedUse | undefined {
  return windows?.useOf(activity, countedUse(activity)?.marks?.needsRoot === true);
}

/** What a message says that tells these uses. Undefined: one of them is told as ever, and so is the message. */
export function plannedTogether(uses: readonly (PlannedUse | undefined)[]): PlannedUse | undefined {
  const [first] = uses;
  const areOfOne = uses.every((it) => it !== undefined && it.window.id === first?.window.id);
  if (first === undefined || !areOfOne) return undefined;
  return { window: first.window, isExpected: uses.every((it) => it?.isExpected === true) };
}

/** What marks a message about a planned use, in its language. */
export function plannedMark(
  planned: PlannedUse | undefined,
  windows: Windows | undefined,
  toldAt: Date | undefined,
  { config: { timeZone } }: Pick<DeliveryDeps, 'config'>,
): (message: Message, locale: Locale) => Message {
  return (message, locale) =>
    planned === undefined || windows === undefined
      ? message
      : windows.mark(message, planned, { locale, timeZone }, toldAt);
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
