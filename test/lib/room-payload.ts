import type { Message } from '../../lib/messages/message.ts';
import { type RoomKind, roomKinds } from '../../lib/rooms/room-kinds.ts';
import type { Destination, MessageEnvelope, RoomType, Sender } from '../../lib/rooms/room-type.ts';
import { roomTypes } from '../../lib/rooms/room-types.ts';

/** Every kind of room, loaded. */
export const loadedRoomTypes = Object.fromEntries(
  await Promise.all(roomKinds.map(async (kind) => [kind, await roomTypes[kind].load()] as const)),
) as Readonly<Record<RoomKind, RoomType>>;

/** A key that each kind takes. The compiler asks for one when a kind is added. */
export const sampleKeys: Readonly<Record<RoomKind, string | undefined>> = {
  dooray: 'sample:token-of-a-service-account',
  slack: undefined,
  webhook: `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`,
  googleChat: undefined,
  teams: undefined,
  mattermost: undefined,
  discord: undefined,
  telegram: '1234567890:AAsampleSampleSampleSampleSampleSample',
  jandi: undefined,
  naverWorks: undefined,
  kakaoWork: undefined,
  pagerDuty: 'R0sampleR0sampleR0sampleR0sample',
  jsm: 'sample-0000-1111-2222-333333333333',
  doorayDirect: 'sample:token-of-a-service-account',
  slackBot: 'xoxb-sample-token-of-a-bot',
};

/** A URL that only a webhook of this kind can have. */
export const sampleUrls: Readonly<Record<RoomKind, string>> = {
  dooray: 'https://hook.dooray.com/services/1/2/three',
  slack: 'https://hooks.slack.com/services/T0/B0/token',
  webhook: 'http://127.0.0.1:8080/receiver',
  googleChat:
    'https://chat.googleapis.com/v1/spaces/AAAAsample/messages?key=sampleKey&token=sampleToken',
  teams:
    'https://default0123.ab.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=sample-Signature',
  mattermost: 'https://example.cloud.mattermost.com/hooks/abcdefghijklmnopqrstuvwxyz',
  discord: 'https://discord.com/api/webhooks/123456789012345678/sample-Token_sample-Token',
  telegram: 'https://api.telegram.org/',
  jandi: 'https://wh.jandi.com/connect-api/webhook/12345678/0123456789abcdef0123456789abcdef',
  naverWorks: 'https://webhook.worksmobile.com/message/01234567-89ab-cdef-0123-456789abcdef',
  kakaoWork: 'https://kakaowork.com/bots/hook/0123456789abcdef0123456789abcdef',
  pagerDuty: 'https://events.pagerduty.com/v2/enqueue',
  jsm: 'https://api.atlassian.com/jsm/ops/integration/v2/alerts',
  slackBot: 'https://slack.com/api/chat.postMessage',
  doorayDirect: 'https://api.dooray.com/messenger/v1/channels/direct-send',
};

/** Those of the kinds that need one. */
const sampleChats: Readonly<Partial<Record<RoomKind, string>>> = {
  telegram: '-1001234567890',
  doorayDirect: '3012345678901234567',
  dooray: '3098765432109876543',
  slackBot: 'C0123ABCDEF',
};

/** Where a room of this kind may be. */
export function sampleDestination(kind: RoomKind): Destination {
  const key = sampleKeys[kind];
  const chatId = sampleChats[kind];
  return {
    url: new URL(sampleUrls[kind]),
    ...(key !== undefined && { key }),
    ...(chatId !== undefined && { chatId }),
  };
}

export function sampleEnvelope(kind: RoomKind, sender: Sender, id = 'sample-id'): MessageEnvelope {
  return { to: sampleDestination(kind), sender, id };
}

/** What a room of this kind is posted: of several requests the first. */
export function payloadFor(kind: RoomKind, message: Message, sender: Sender, id?: string): object {
  const [first] = loadedRoomTypes[kind].requestsFor(message, sampleEnvelope(kind, sender, id));
  return first?.payload ?? {};
}

/** The same, as the room shows it. */
export function shownBy(kind: RoomKind, message: Message, sender: Sender): string {
  return loadedRoomTypes[kind].asShown(message, sampleEnvelope(kind, sender));
}
