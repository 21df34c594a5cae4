import type { RootActivity } from '../root-activity.ts';
import { composeAlarm } from './compose-alarm.ts';
import { composeNcloud } from './compose-ncloud.ts';
import { composeRecord } from './compose-record.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';

/** Words the message about one activity. Pure: the same arguments always give the same message. */
export function compose(
  activity: RootActivity,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  if (activity.kind === 'alarm') return composeAlarm(activity, settings, context);
  return activity.kind === 'use' && activity.cloud === 'ncloud'
    ? composeNcloud(activity, settings, context)
    : composeRecord(activity, settings, context);
}
