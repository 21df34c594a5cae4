import type { Message } from '../lib/messages/message.ts';
import type { Sender } from '../lib/rooms/room-type.ts';
import { type RoomKind, roomKinds, roomTypes } from '../lib/rooms/room-types.ts';

/** What a room of each kind is posted for a message, as JSON: of several requests the first. */
export async function payloadsFor(
  message: Message,
  sender: Sender,
  id: string,
): Promise<Readonly<Record<RoomKind, string>>> {
  const entries = roomKinds.map(async (kind) => {
    const { load, rules } = roomTypes[kind];
    const { requestsFor } = await load();
    const url = new URL(rules.defaultUrl ?? 'https://example.com/');
    const to = { url, ...(rules.key && { key: '…' }), ...(rules.chatId && { chatId: '…' }) };
    const [first] = requestsFor(message, { to, sender, id });
    return [kind, JSON.stringify(first?.payload)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<RoomKind, string>;
}
