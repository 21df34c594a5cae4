import type { Config } from '../config.ts';
import type { RootActivity } from '../root-activity.ts';

/** Whether an activity is delivered at all. Of alarms, only those in a state that the settings ask for are. */
export function isWanted(
  activity: RootActivity,
  { alarmStates }: Pick<Config, 'alarmStates'>,
): boolean {
  return activity.kind !== 'alarm' || alarmStates.includes(activity.state);
}
