import type { EventClass } from '../classify/classes.ts';
import type { RootActivity, RootUse } from '../root-activity.ts';
import { mayBePlanned } from './may-be-planned.ts';
import { type PlannedWindow, windowAt } from './planned-window.ts';

/** A use in the time of a window. */
export interface PlannedUse {
  readonly window: PlannedWindow;
  /**
   * Nobody is called for it. False: it is told as ever, though it happened in that time, because it is critical and nobody said
   * that it would be done, or because root itself opened the window.
   */
  readonly isExpected: boolean;
}

/**
 * The window that a use happened in, by the time that AWS gives it: a window that was opened afterwards does not cover it, and one
 * that was closed meanwhile does.
 *
 * @param needsRoot false: a stranger can cause it.
 */
export function plannedUseOf(
  activity: RootActivity,
  needsRoot: boolean,
  windows: readonly PlannedWindow[],
): PlannedUse | undefined {
  if (activity.kind !== 'use' || !needsRoot || !mayBePlanned(activity)) return undefined;
  const { accountId = '', occurredAt } = activity;
  const window = occurredAt && windowAt(windows, accountId, occurredAt.getTime());
  if (window === undefined) return undefined;
  return { window, isExpected: !window.isByRoot && isNamed(activity, window) };
}

/** Nobody plans these, whatever was named: whoever expects a sign-in expects their own, with its second factor. */
const neverPlanned: readonly EventClass[] = [
  'signInWithoutMfa',
  'signInMfaUnknown',
  'signInUnclear',
  'signInPastPassword',
  'signInAnomaly',
];

function isNamed({ verdict, eventName }: RootUse, { allow }: PlannedWindow): boolean {
  const { severity, eventClass } = verdict;
  if (neverPlanned.includes(eventClass)) return false;
  return severity !== 'critical' || allow.includes(eventName);
}
