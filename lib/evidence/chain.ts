import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { jsonOrText } from '../json.ts';

/** One object of the bucket. */
export interface ChainLink {
  /** From 1, without a gap. */
  readonly number: number;
  /** SHA-256 of the object before, in hexadecimal; of the first, {@link noneBefore}. */
  readonly previous: string;
}

/** What stands where the first object has the hash of none. */
export const noneBefore = '0'.repeat(64);

/** The chain before its first object. */
export const emptyChain: ChainLink & { readonly hash: string } = {
  number: 0,
  previous: noneBefore,
  hash: noneBefore,
};

const prefix = 'evidence/';
const digits = 12;

/** `evidence/000000000001.json`: in the order of the chain, as S3 lists them. */
export function keyOf(number: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}.json`;
}

/** Undefined: no key of ours. */
export function numberOf(key: string): number | undefined {
  const [, number] = /^evidence\/(\d{12})\.json$/.exec(key) ?? [];
  return number === undefined ? undefined : Number(number);
}

export function hashOf(object: string): string {
  return createHash('sha256').update(object, 'utf8').digest('hex');
}

/**
 * The object that follows another.
 *
 * @param content JSON of an object, without the fields of the chain.
 */
export function linked(
  content: string,
  before: { readonly number: number; readonly hash: string },
): string {
  const link: ChainLink = { number: before.number + 1, previous: before.hash };
  const fields: object = Object(jsonOrText(content));
  return `${JSON.stringify({ ...fields, version: 1, ...link }, null, 1)}\n`;
}

const linkSchema = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  previous: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  id: v.optional(v.string()),
});

/** Undefined: the object is not as we write it. */
export function readLink(
  object: string,
): (ChainLink & { readonly id?: string | undefined }) | undefined {
  const result = v.safeParse(linkSchema, jsonOrText(object));
  return result.success ? result.output : undefined;
}
