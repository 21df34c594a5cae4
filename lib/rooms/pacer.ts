import type { Clock } from '../clock.ts';

/**
 * Dooray: "one send a second" for each hook; Slack: one message a second for each channel. They count from arrival to
 * arrival, and the way there takes longer one time than another.
 */
const intervalMs = 1_100;

/**
 * Spaces posts to one webhook a little more than a second apart, in this process. Other processes are not known to it:
 * for those there is the room's own 429.
 *
 * @returns how long to wait before the next post to `url`, whose slot is taken by asking.
 */
export function createPacer(clock: Clock): (url: URL) => number {
  const nextSlot = new Map<string, number>();
  return (url) => {
    const now = clock.now();
    const slot = Math.max(now, nextSlot.get(url.href) ?? 0);
    // Rotated URLs must not gather in a warm process.
    for (const [href, at] of nextSlot) if (at <= now) nextSlot.delete(href);
    nextSlot.set(url.href, slot + intervalMs);
    return slot - now;
  };
}
