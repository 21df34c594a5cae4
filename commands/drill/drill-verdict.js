import { outboxDelayMs } from './drill-watch.js';

/**
 * How far an event of a drill came.
 *
 * @typedef {object} Passage
 * @property {string} region
 * @property {string} ledgerId
 * @property {boolean} isSingle it should have been told at once
 * @property {string | undefined} fault why it could not be sent
 * @property {import('./drill-watch.js').Sighting | undefined} sighting
 * @property {string | undefined} whereToLook when it is missing
 *
 * @typedef {object} Verdict
 * @property {string} region
 * @property {string} id
 * @property {'told' | 'late' | 'missing'} verdict
 * @property {number | null} arrivedSeconds
 * @property {Readonly<Record<string, number>>} toldSeconds by room
 * @property {string} line
 */

/**
 * What to make of the events of a drill.
 *
 * @param {readonly Passage[]} passages
 * @param {number} singlesLeft so many events may still be told by themselves
 * @returns {Verdict[]}
 */
export function judgeDrill(passages, singlesLeft) {
  const expected = passages.filter(({ isSingle }) => isSingle);
  let mayBeLate = Math.max(0, expected.length - singlesLeft);
  return passages.map((passage) => {
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
      const trouble = [
        fault ?? (arrivedMs === undefined ? 'did not arrive' : untold(arrivedMs, told)),
        ...(fault === undefined && whereToLook !== undefined ? [whereToLook] : []),
      ];
      return { ...common, verdict: /** @type {const} */ ('missing'), line: trouble.join('; ') };
    }
    const rooms = told.map(([room]) => room).join(', ');
    if (arrivedMs !== undefined && arrivedMs >= outboxDelayMs) {
      return {
        ...common,
        verdict: /** @type {const} */ ('late'),
        line: `${rooms}: told, but only by the outbox, after ${seconds(doneMs)} s: rootEvent did not take it`,
      };
    }
    const isLate = doneMs >= outboxDelayMs;
    const arrived = `arrived in ${seconds(arrivedMs ?? doneMs)} s`;
    if (isLate && isSingle && mayBeLate === 0) {
      return {
        ...common,
        verdict: /** @type {const} */ ('late'),
        line: `${rooms}: told, but only by the outbox, after ${seconds(doneMs)} s: the first attempt failed (${arrived})`,
      };
    }
    if (isLate && isSingle) mayBeLate -= 1;
    return {
      ...common,
      verdict: /** @type {const} */ ('told'),
      line: isLate
        ? `${rooms}: told in a digest after ${seconds(doneMs)} s (${arrived})`
        : `${rooms}: told in ${seconds(doneMs)} s`,
    };
  });
}

/**
 * @param {number} arrivedMs
 * @param {readonly (readonly [string, number])[]} told
 */
function untold(arrivedMs, told) {
  const arrived = `arrived in ${seconds(arrivedMs)} s`;
  if (told.length === 0) return `${arrived}, but no room has taken it`;
  const rooms = told.map(([room, ms]) => `${room} told in ${seconds(ms)} s`).join(', ');
  return `${arrived}, ${rooms}, but not every room has taken it`;
}

/** A look comes a moment after what it sees. @param {number} ms */
function seconds(ms) {
  return Math.max(1, Math.round(ms / 1000));
}
