import type { Clock } from '../clock.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { roomTypes } from './room-types.ts';

/** How long to wait before the next post to a room, in milliseconds. Asking takes the slot. */
export type Pacer = (room: Pick<ConfiguredRoom, 'kind' | 'url'>) => number;

/**
 * Spaces the posts to one webhook by what its kind of room takes, within this process. Posts of other processes are
 * unknown here: the room's own 429 takes care of those.
 */
export function createPacer(clock: Clock): Pacer {
  const nextSlots = new Map<string, number>();
  return ({ kind, url }) => {
    const nowMs = clock.now();
    const slotMs = Math.max(nowMs, nextSlots.get(url.href) ?? 0);
    // Without this, a warm process would collect every URL that was rotated.
    for (const [href, atMs] of nextSlots) if (atMs <= nowMs) nextSlots.delete(href);
    nextSlots.set(url.href, slotMs + roomTypes[kind].rules.minIntervalMs);
    return slotMs - nowMs;
  };
}
