import { roomKinds } from '../../lib/rooms/room-kinds.ts';
import { rulesByKind } from '../../lib/rooms/rules-by-kind.ts';
import { outboxDelayMs, type Sighting } from './drill-watch.ts';

/** How far one event of a drill came. */
export interface Passage {
  readonly region: string;
  readonly ledgerId: string;
  /** It should have been told at once. */
  readonly isSingle: boolean;
  /** Why it could not be sent. */
  readonly fault: string | undefined;
  readonly sighting: Sighting | undefined;
  /** Advice for when it is missing. */
  readonly whereToLook: string | undefined;
}
export interface Verdict {
  readonly region: string;
  readonly id: string;
  readonly verdict: 'told' | 'late' | 'missing';
  readonly arrivedSeconds: number | null;
  /** By room. */
  readonly toldSeconds: Readonly<Record<string, number>>;
  readonly line: string;
}

/**
 * Judges the events of a drill.
 *
 * @param singlesLeft how many of them could still be told by themselves
 */
export function judgeDrill(passages: readonly Passage[], singlesLeft: number): Verdict[] {
  const expected = passages.filter(({ isSingle }) => isSingle);
  let mayBeLate = Math.max(0, expected.length - singlesLeft);
  return passages.map((passage) => {
    const isInDigest =
      passage.isSingle && mayBeLate > 0 && isLate(passage) && !cameByOutbox(passage);
    if (isInDigest) mayBeLate -= 1;
    return judge(passage, isInDigest);
  });
}

/** @param isInDigest the budget for single messages was used up, so that a digest is in order */
function judge(passage: Passage, isInDigest: boolean): Verdict {
  const { region, ledgerId, isSingle, fault, sighting, whereToLook } = passage;
  const { arrivedMs, doneMs } = sighting ?? {};
  const told = [...(sighting?.toldMs ?? [])];
  const common = {
    region,
    id: ledgerId,
    arrivedSeconds: arrivedMs === undefined ? null : seconds(arrivedMs),
    toldSeconds: Object.fromEntries(told.map(([room, ms]) => [room, seconds(ms)])),
  };
  if (doneMs === undefined) {
    const sentences = [
      fault ?? (arrivedMs === undefined ? 'did not arrive' : describeMissing(arrivedMs, told)),
      ...(fault === undefined && whereToLook !== undefined ? [whereToLook] : []),
    ];
    return { ...common, verdict: 'missing', line: sentences.join('; ') };
  }
  const rooms = told.map(([room]) => room).join(', ');
  const byOutbox = `${rooms}: told, but only by the outbox, after ${seconds(doneMs)} s`;
  if (cameByOutbox(passage)) {
    return { ...common, verdict: 'late', line: `${byOutbox}: rootEvent did not take it` };
  }
  const arrived = `arrived in ${seconds(arrivedMs ?? doneMs)} s`;
  if (!isLate(passage)) {
    const line = `${rooms}: told in ${seconds(doneMs)} s${lookThere(told.map(([room]) => room))}`;
    return { ...common, verdict: 'told', line };
  }
  if (isSingle && !isInDigest) {
    return {
      ...common,
      verdict: 'late',
      line: `${byOutbox}: the first attempt failed (${arrived})`,
    };
  }
  const line = `${rooms}: told in a digest after ${seconds(doneMs)} s (${arrived})${lookThere(told.map(([room]) => room))}`;
  return { ...common, verdict: 'told', line };
}

/** @param rooms their names in the ledger, which begin with their kind. */
function lookThere(rooms: readonly string[]): string {
  const begun = rooms.filter((room) => {
    const kind = roomKinds.find((it) => it === room.split(/[#:]/)[0]);
    return kind !== undefined && rulesByKind[kind].saysOnlyBegun;
  });
  return begun.length === 0
    ? ''
    : `; of ${begun.join(', ')} it is known only that telling began: look there`;
}

function isLate({ sighting }: Passage): boolean {
  return sighting?.doneMs !== undefined && sighting.doneMs >= outboxDelayMs;
}

/** Even its first sign in the ledger came so late that the outbox left it. */
function cameByOutbox({ sighting }: Passage): boolean {
  return sighting?.arrivedMs !== undefined && sighting.arrivedMs >= outboxDelayMs;
}

function describeMissing(arrivedMs: number, told: readonly (readonly [string, number])[]): string {
  const arrived = `arrived in ${seconds(arrivedMs)} s`;
  if (told.length === 0) return `${arrived}, but no room has taken it`;
  const rooms = told.map(([room, ms]) => `${room} told in ${seconds(ms)} s`).join(', ');
  return `${arrived}, ${rooms}, but not every room has taken it`;
}

/** At least one: the look that showed it came a moment later. */
function seconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}
