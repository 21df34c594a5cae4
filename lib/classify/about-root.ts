import type { AlarmTransition } from '../root-activity.ts';

/**
 * Whether an alarm, or another notification, is about root as far as its text shows. Every guide has `root` in the name of
 * the alarm or of its metric.
 */
export function isAboutRoot(alarm: AlarmTransition): boolean {
  const { isDrill, alarmName, condition, description, reason } = alarm;
  return (
    isDrill ||
    [alarmName, condition, description, reason].some((text) => /root|루트/i.test(text ?? ''))
  );
}
