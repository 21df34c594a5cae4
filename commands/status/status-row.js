import { describeAwsFailure } from '../aws-failure.js';

/**
 * One line of `npm run status`.
 *
 * @typedef {object} Row
 * @property {'ok' | 'note' | 'FIX'} verdict `note`: nothing is broken, but somebody should know
 * @property {string} what was looked at
 * @property {string} found
 * @property {string} [todo] what to do about it
 */

/**
 * @param {string} what
 * @param {string} found
 * @returns {Row}
 */
export const ok = (what, found) => ({ verdict: 'ok', what, found });

/**
 * @param {string} what
 * @param {string} found
 * @param {string} [todo]
 * @returns {Row}
 */
export const note = (what, found, todo) => ({
  verdict: 'note',
  what,
  found,
  ...(todo === undefined ? {} : { todo }),
});

/**
 * @param {string} what
 * @param {string} found
 * @param {string} todo
 * @returns {Row}
 */
export const fix = (what, found, todo) => ({ verdict: 'FIX', what, found, todo });

/** What to do about what somebody changed or deleted. */
export const mendIt =
  'Mend it by docs/coverage.md, "When a rule was changed": deploying again does not.';

/**
 * The rows of one look. What cannot be looked at is not well, and hides nothing else.
 *
 * @param {string} what
 * @param {() => Promise<Row[]>} look
 * @returns {Promise<Row[]>}
 */
export async function looking(what, look) {
  try {
    return await look();
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return [{ verdict: 'FIX', what, found: `could not look: ${sentence}` }];
  }
}
