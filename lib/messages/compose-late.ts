import type { RootActivity } from '../root-activity.ts';
import { composeRecord } from './compose-record.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';

/** As `compose`. How alarms and uses in Naver Cloud are worded is loaded by those who tell them, so that rootEvent does not read it. */
export async function composeLate(
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext,
): Promise<Message> {
  if (activity.kind === 'alarm') {
    const { composeAlarm } = await import('./compose-alarm.ts');
    return composeAlarm(activity, settings, context);
  }
  if (activity.kind === 'use' && activity.cloud === 'ncloud') {
    const { composeNcloud } = await import('./compose-ncloud.ts');
    return composeNcloud(activity, settings, context);
  }
  return composeRecord(activity, settings, context);
}
