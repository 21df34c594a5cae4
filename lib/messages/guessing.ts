import type { RootActivity } from '../root-activity.ts';

/** From how many failed sign-ins on somebody is guessing rather than mistyping. */
const minGuesses = 10;

/** Whether all of it is failed sign-ins. */
export function isOnlyGuessing(activities: readonly RootActivity[]): boolean {
  return activities.every((it) => it.kind === 'use' && it.verdict.eventClass === 'signInFailed');
}

/** Whether all of it is sign-ins that failed, at the password or after it. */
export function areFailedSignIns(activities: readonly RootActivity[]): boolean {
  return activities.every((it) => isPastPassword(it) || isOnlyGuessing([it]));
}

export function isPastPassword(it: RootActivity): boolean {
  return it.kind === 'use' && it.verdict.eventClass === 'signInPastPassword';
}

/** How bad a number of failed sign-ins in a short time is. */
export function severityOfGuesses(count: number): 'high' | 'medium' {
  return count >= minGuesses ? 'high' : 'medium';
}
