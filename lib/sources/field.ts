import * as v from 'valibot';

/** A text in a record. One that is missing, empty or of another type reads as undefined and never stops the rest. */
export const text = v.fallback(v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))), undefined);

/** A text without which a record cannot be read. */
export const requiredText = v.pipe(v.string(), v.trim(), v.minLength(1));

/** An object with any content. */
export const anyObject = v.record(v.string(), v.unknown());
