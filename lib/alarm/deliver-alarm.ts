import { deliverMissed } from '../delivery/deliver-missed.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { notify } from '../delivery/notify.ts';
import type { AlarmFindings } from '../messages/alarm-findings.ts';
import type { Words } from '../messages/words.ts';
import { DeliveryError } from '../rooms/post-to-rooms.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { firstLookTimeoutMs } from '../time-budget.ts';
import { trailSearchFor, type UsesBehind, usesBehind } from './uses-behind.ts';

/**
 * Delivers an alarm of the classic path, and the uses that it brought to light. If the trail's log can be read, the
 * message says whether the uses behind the alarm were delivered already. Uses that the fast path missed are delivered
 * as themselves. The alarm does not wait for a slow look-up.
 *
 * @throws {DeliveryError} or {@link SecretError} when the alarm or a use was not delivered.
 */
export async function deliverAlarm(
  alarm: AlarmTransition,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<void> {
  const uses = await firstLook(alarm, delivery);
  const failures: unknown[] = [];
  const findings = uses && toFindings(uses);
  await notify(alarm, invocation, delivery, { findings }).catch((error: unknown) =>
    failures.push(error),
  );

  const raisedAtMs = alarm.occurredAt?.getTime() ?? delivery.clock.now();
  const untold = await deliverMissedUses(uses, raisedAtMs, invocation, delivery);
  if (untold > 0) {
    failures.push(new DeliveryError(`Not told: ${untold} uses that the alarm brought to light.`));
  }
  const [first] = failures;
  if (first !== undefined) throw first;
}

/** What the log says of an alarm that is about to be posted. Undefined: nothing in time, or there is no log. */
export async function findingsOf(
  alarm: AlarmTransition,
  delivery: DeliveryDeps,
): Promise<AlarmFindings | undefined> {
  const uses = await firstLook(alarm, delivery);
  return uses && toFindings(uses);
}

/**
 * Delivers the missed ones of these uses.
 *
 * @param foundAtMs when they came to light, in milliseconds since 1970.
 * @returns how many could not be delivered.
 */
export async function deliverMissedUses(
  uses: UsesBehind | undefined,
  foundAtMs: number,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<number> {
  if (uses === undefined) return 0;
  const remark = uses.isSure ? (words: Words) => words.missedByFastPath : undefined;
  return (await deliverMissed(uses.missed, foundAtMs, invocation, delivery, remark)).size;
}

async function firstLook(
  alarm: AlarmTransition,
  delivery: DeliveryDeps,
): Promise<UsesBehind | undefined> {
  const search = trailSearchFor(alarm, delivery);
  const look = { timeoutMs: firstLookTimeoutMs, isLedgerAwaited: true };
  return search && usesBehind(search, look, delivery);
}

function toFindings({ missed, ...uses }: UsesBehind): AlarmFindings {
  return { ...uses, missed: missed.length };
}
