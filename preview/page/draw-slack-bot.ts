import * as v from 'valibot';
import { drawSlack } from './draw-slack.ts';
import type { Html } from './html.ts';

/** docs.slack.dev, "chat.postMessage": what a webhook takes, and where it goes. */
const payloadSchema = v.looseObject({
  channel: v.string(),
  thread_ts: v.optional(v.string()),
});

/** Draws a payload about as {@link drawSlack} does. @throws {v.ValiError} when Slack would not take it. */
export function drawSlackBot(payload: unknown, time: string): Html {
  const { channel: _channel, thread_ts: _thread, ...others } = v.parse(payloadSchema, payload);
  return drawSlack(others, time, 'root-alert', 'slackBot');
}
