import type { Message } from '../lib/messages/message.ts';
import { type RoomKind, roomKinds } from '../lib/rooms/room-kinds.ts';
import type { Sender } from '../lib/rooms/room-type.ts';
import { roomTypes } from '../lib/rooms/room-types.ts';
import { rulesByKind } from '../lib/rooms/rules-by-kind.ts';

/** What a room of each kind is posted, as JSON: one request for most, two for a drill in a pager. */
export type Payloads = Readonly<Record<RoomKind, readonly string[]>>;

/** What a room of each kind is posted for a message. */
export async function payloadsFor(message: Message, sender: Sender, id: string): Promise<Payloads> {
  const entries = roomKinds.map(async (kind) => {
    const rules = rulesByKind[kind];
    const { requestsFor } = await roomTypes[kind].load();
    const url = new URL(rules.defaultUrl ?? 'https://example.com/');
    const to = { url, ...(rules.key && { key: '…' }), ...(rules.chatId && { chatId: '…' }) };
    const requests = requestsFor(message, { to, sender, id });
    const jsons: readonly string[] = requests.map(({ payload }) => JSON.stringify(payload));
    return [kind, jsons] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<RoomKind, readonly string[]>;
}
