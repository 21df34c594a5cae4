/** Sooner than this nothing is worth a further invocation. */
const minSeconds = 30;

/**
 * CloudWatch's age of the oldest message leaves out what was received more than three times (Amazon SQS Developer Guide,
 * "Available CloudWatch metrics"). With such steps a timer is left out before the alarm `outbox-stalled` would take it for a
 * message that nobody takes, at twenty minutes.
 */
const maxSecondsOfYoung = 4 * 60;
const youngMs = 20 * 60_000;

/** The same later: a change of the settings, and an answer that was not told, are looked at again after so long. */
const maxSeconds = 15 * 60;

/** For how long a copy that times an incident is hidden. */
export function timerWaitSeconds(nextAtMs: number, sentAtMs: number, nowMs: number): number {
  const most = nowMs - sentAtMs < youngMs ? maxSecondsOfYoung : maxSeconds;
  return Math.min(most, Math.max(minSeconds, Math.ceil((nextAtMs - nowMs) / 1_000)));
}
