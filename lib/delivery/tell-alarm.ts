import type { AlarmTransition, RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { type Invocation, notify } from './notify.ts';
import { tellLeftovers } from './tell-leftovers.ts';
import { DeliveryError } from './tell-rooms.ts';
import type { WayOut } from './way-out.ts';

/**
 * Tells an alarm of the classic path, and what it brought to light. When the trail's log can be read, it
 * says whether the uses behind the alarm were told already; those that were not, since the fast path
 * missed them, are told as themselves. The alarm never waits for a slow look-up.
 *
 * @throws {DeliveryError} or {@link SecretError} when something was not told.
 */
export async function tellAlarm(
  alarm: AlarmTransition,
  invocation: Invocation,
  wayOut: WayOut,
): Promise<void> {
  const uses = await usesBehind(alarm, wayOut);
  const findings = uses && { told: uses.told.length, missed: uses.missed.length };
  const failures: unknown[] = [];
  await notify(alarm, invocation, wayOut, findings).catch((error: unknown) => failures.push(error));

  const missed = (uses?.missed ?? []).map((activity) => ({
    messageId: activity.id,
    sentAtMs: alarm.occurredAt?.getTime() ?? wayOut.clock.now(),
    activity,
  }));
  if (missed.length > 0) {
    const kept = await tellLeftovers(missed, invocation, wayOut, (say) => say.missedByFastPath);
    if (kept.length > 0) {
      failures.push(
        new DeliveryError(`Not told: ${kept.length} uses that the alarm brought to light.`),
      );
    }
  }
  const [first] = failures;
  if (first !== undefined) throw first;
}

/** Undefined: nobody can look, or the look-up failed. Then the alarm says what it always says. */
async function usesBehind(
  { state, occurredAt }: AlarmTransition,
  { config, ledger, clock, isLocal, log }: WayOut,
): Promise<{ told: RootActivity[]; missed: RootActivity[] } | undefined> {
  if (config.trailLogGroup === undefined || state !== 'ALARM' || isLocal) return undefined;
  try {
    // Loaded only here: an alarm without a log to look into does not pay for it.
    const { findTrailRecords } = await import('./trail-records.ts');
    const around = occurredAt?.getTime() ?? clock.now();
    const records = await findTrailRecords(config.trailLogGroup, around);
    const told: RootActivity[] = [];
    const missed: RootActivity[] = [];
    for (const record of records) {
      const use = readCloudTrailEvent({ source: 'aws.cloudtrail', detail: parse(record) });
      const state = await ledger.find(use.id);
      // What was seen waits in the outbox, and is told from there.
      (state === undefined ? missed : told).push(use);
    }
    return { told, missed };
  } catch (error) {
    log({
      level: 'ERROR',
      message: 'trail',
      reason: error instanceof Error ? error.name : 'unknown error',
    });
    return undefined;
  }
}

function parse(record: string): unknown {
  try {
    return JSON.parse(record);
  } catch {
    return record;
  }
}
