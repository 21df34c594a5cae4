import type { Config } from '../config.ts';
import type { Message } from '../messages/message.ts';
import { type DoorayPayload, doorayPayload } from './dooray/dooray-payload.ts';
import { type SlackPayload, slackPayload } from './slack/slack-payload.ts';
import type { RoomKind } from './webhook-url.ts';

/** A message in the form that a room of this kind takes. */
export function payloadFor(
  kind: RoomKind,
  message: Message,
  bot: Pick<Config, 'botName' | 'botIcon'>,
): DoorayPayload | SlackPayload {
  return kind === 'slack' ? slackPayload(message) : doorayPayload(message, bot);
}
