import type { Message } from '../../messages/message.ts';
import { escapedWith } from '../../messages/plain-text.ts';
import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import { isBelow } from '../is-below.ts';
import type { MessageEnvelope, RoomRequest } from '../room-type.ts';
import { doorayApiRequest, doorayText } from './dooray-api.ts';
import { doorayDomainOf, isDoorayId } from './dooray-rules.ts';

/** The hook waits behind it, so it must not take long. */
const triedForMs = 3_000;

/**
 * What is posted of an incident to a room whose secret holds a token and the number of its channel. A hook does not say what it
 * posted, so nothing can go below its message: the first is followed by a line that opens a thread, and what comes later goes
 * there. What is critical or calls somebody comes by the hook, and so does whatever the API does not take.
 *
 * @param byHook the message as every room of this kind gets it.
 */
export function threadedRequests(
  message: Message,
  { to, thread, incidentId }: MessageEnvelope,
  byHook: RoomRequest,
): RoomRequest[] {
  const api = apiOf(to.url);
  if (api === undefined || incidentId === undefined || !to.key || !to.chatId) return [byHook];
  const call = (path: string, text: string, otherwise: RoomRequest | 'nothing'): RoomRequest => ({
    ...doorayApiRequest(to.key, { text }),
    url: new URL(`/messenger/v1/channels/${path}`, api),
    otherwise: () => otherwise,
    triedForMs,
  });
  if (thread === undefined) {
    const line = headOf(message, incidentId);
    return [byHook, call(`${to.chatId}/threads/create-and-send`, line, 'nothing')];
  }
  return isBelow(message) && isDoorayId(thread)
    ? [call(`${thread}/logs`, doorayText(message), byHook)]
    : [byHook];
}

/** The API of the cloud that the hook is of. Undefined: another host, which must not hear the token. */
function apiOf({ hostname }: URL): string | undefined {
  const domain = doorayDomainOf(hostname);
  return domain && `https://api.${domain}`;
}

/** `🧵 사건 7F3K2M9QXA`, in the language of the message. */
function headOf({ details }: Message, incidentId: string): string {
  const named = details.find(({ value }) => escapedWith(value, (it) => it === incidentId));
  return ['🧵', named?.label, incidentId].filter((it) => it !== undefined).join(' ');
}

/**
 * The thread that was opened: "threads/create-and-send" and "logs" both answer with the channel of the thread as `channelId` (its
 * page also writes `threadChannelId`; others have measured that none comes).
 */
export function threadIn(body: string): string | undefined {
  const result = fieldsOf(fieldsOf(readAnswerJson(body)).get('result'));
  const channel = result.get('threadchannelid') ?? result.get('channelid');
  return typeof channel === 'string' && isDoorayId(channel) ? channel : undefined;
}
