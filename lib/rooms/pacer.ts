import type { Clock } from '../clock.ts';
import { type ConfiguredRoom, destinationOf } from './configured-room.ts';
import { roomTypes } from './room-types.ts';

/** How long to wait before the next post to a room, in milliseconds. Asking takes the slot. */
export type Pacer = (room: Pick<ConfiguredRoom, 'kind' | 'url' | 'key' | 'chatId'>) => number;

/**
 * Spaces the posts to one webhook by what its kind of room takes, within this process. Posts of other processes are
 * unknown here: the room's own 429 takes care of those.
 */
export function createPacer(clock: Clock): Pacer {
  const nextSlots = new Map<string, number>();
  return (room) => {
    const nowMs = clock.now();
    // Not the URL alone: all chats of Telegram and all services of a pager have the same.
    const destination = destinationOf(room);
    const slotMs = Math.max(nowMs, nextSlots.get(destination) ?? 0);
    // Without this, a warm process would collect every URL that was rotated.
    for (const [it, atMs] of nextSlots) if (atMs <= nowMs) nextSlots.delete(it);
    nextSlots.set(destination, slotMs + roomTypes[room.kind].minIntervalMs);
    return slotMs - nowMs;
  };
}
