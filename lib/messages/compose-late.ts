import type { RootActivity } from '../root-activity.ts';
import { composeRecord } from './compose-record.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';

/** As `compose`. How alarms are worded is loaded by the one function that tells them, so that rootEvent does not read it. */
export async function composeLate(
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext,
): Promise<Message> {
  if (activity.kind !== 'alarm') return composeRecord(activity, settings, context);
  const { composeAlarm } = await import('./compose-alarm.ts');
  return composeAlarm(activity, settings, context);
}
