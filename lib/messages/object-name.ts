import { kindsOfNoun, type Noun } from '../classify/deed.ts';
import type { Affected, AffectedKind, RootUse } from '../root-activity.ts';
import { boundText } from './bound-text.ts';

/** What a sentence names: one thing, and how many others of its kind. */
export interface ObjectName {
  readonly name: string;
  readonly others: number;
}

/** In code points. A headline has 150 characters in Slack. */
const maxNameLength = 48;

/** The name that a record gives to what a deed is about. Undefined: it gives none that a sentence can hold. */
export function objectName({ affected }: RootUse, noun: Noun): ObjectName | undefined {
  const kinds = kindsOfNoun[noun] ?? [];
  const found = affected.find(({ kind }) => kinds.includes(kind));
  return found && nameOf(found);
}

/** What is no thing that a call acts on, but says more about it. */
const notActedOn: readonly AffectedKind[] = [
  'openedTo',
  'closedTo',
  'egressOpenedTo',
  'egressClosedTo',
  'sharedWith',
  'sentTo',
  'noLongerSharedWith',
  'setting',
  'count',
  'instanceType',
  'path',
  'destination',
  'target',
];

/** The first thing that a call acts on. */
export function firstAffected({
  affected,
}: RootUse): (ObjectName & { readonly kind: AffectedKind }) | undefined {
  const found = affected.find(({ kind }) => !notActedOn.includes(kind));
  const name = found && nameOf(found);
  return found && name && { kind: found.kind, ...name };
}

/**
 * The first of some names. One with blanks or brackets could add words to a sentence that are not ours, so it stays
 * where the facts are listed.
 */
function nameOf({ value, more = 0 }: Affected): ObjectName | undefined {
  const names = value.split(', ').map(shortName);
  const first = names[0] ?? '';
  // A character has at most two units: what has more is too long without being read.
  const isLong = first.length > 2 * maxNameLength || Array.from(first).length > maxNameLength;
  if (isLong || !isPlain(first)) return undefined;
  return { name: boundText(first, maxNameLength), others: names.length - 1 + more };
}

/** Whether a sentence can hold a text from outside, which adds no words to it. */
export function isPlain(text: string): boolean {
  return identifier.test(text) || networkRule.test(text);
}

/** `tcp 22 0.0.0.0/0`, `all ::/0`, `icmp -1 sg-1`. */
const networkRule =
  /^(?:[a-z]{1,8}\d?|\d{1,3})(?: -?\d{1,5}(?:--?\d{1,5}|-\d{1,5})?)? [\da-f.:/]{2,43}$|^[a-z]{1,8}\d?(?: -?\d{1,5}(?:-\d{1,5})?)? (?:sg|pl)-[\da-z]{1,20}$/;

/** Letters of other scripts are left out: Node takes a millisecond to know them all. */
const identifier = /^[\w가-힣/][\w가-힣+=.@:/-]*$/;

/** `AdministratorAccess`, of `arn:aws:iam::aws:policy/AdministratorAccess`; `orders`, of the address of a queue. */
function shortName(value: string): string {
  const resource = value.match(/^arn:[\w-]*:[\w-]*:[\w-]*:\w*:(.+)$/)?.[1];
  if (resource !== undefined) return resource.replace(/^[a-z-]+[:/]/, '');
  return value.match(/^https:\/\/sqs\.[^/]+\/\d{12}\/([^/]+)$/)?.[1] ?? value;
}

/**
 * Whether a sentence names a thing, by the last part of its name, and all of it. A name that may stand there by chance, or
 * because somebody chose a word of ours for it, counts only behind the word for its kind.
 */
export function isSaidIn(sentence: string, item: Affected, kind: string): boolean {
  const found = nameOf(item);
  if (found === undefined || found.others > 0) return false;
  return [found.name, item.value].some((name) =>
    holds(sentence, unlikelyByChance.test(name) ? name : `${kind} ${name}`),
  );
}

const unlikelyByChance = /^(?=.*\d)(?=.*[A-Za-z]).{12,}$/;

/** Whether a text has another in it, and not as a part of a longer name. */
function holds(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const around = [text[at - 1] ?? '', text[at + part.length] ?? ''];
    if (!around.some((character) => /[\w-]/.test(character))) return true;
  }
  return false;
}
