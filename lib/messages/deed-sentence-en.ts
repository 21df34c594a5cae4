import { nounsEn, verbsEn } from './deed-words-en.ts';
import type { ObjectName } from './object-name.ts';
import type { NamedDeed, Outcome, Subject, Thing, ToldCall } from './sentence-parts.ts';

/** `AWS root attached policy ReadOnlyAccess to IAM user kim`. */
export function deedEn(
  subject: Subject,
  { verb, object, of }: NamedDeed,
  outcome: Outcome,
): string {
  const [base, past, ofVerb] = verbsEn()[verb];
  const preposition = object.noun === 'logging' ? 'on' : ofVerb;
  // Nobody takes in a number of twenty letters in the middle of a sentence.
  const isNewKey = verb === 'create' && object.noun === 'accessKey' && of !== undefined;
  const { name: keyId } = isNewKey ? object : {};
  const rest = [
    thingEn(keyId === undefined ? object : { noun: object.noun }),
    ...(of === undefined ? [] : [preposition, thingEn(of)]),
    ...(keyId === undefined ? [] : [`(${keyId})`]),
  ].join(' ');
  return ended(subject, `${past} ${rest}`, `${base} ${rest}`, outcome);
}

/** `AWS root ran RunInstances in EC2 on instance i-1`. */
export function callEn(
  subject: Subject,
  { api, service, on, remark }: ToldCall,
  outcome: Outcome,
): string {
  const rest = [
    api ?? 'a call of unknown name',
    ...(service === undefined ? [] : [`in ${service}`]),
    ...(on === undefined ? [] : [`on ${on}`]),
    ...(remark === undefined ? [] : [`(${remark})`]),
  ].join(' ');
  const [base, past] = api === undefined ? ['make', 'made'] : ['run', 'ran'];
  return ended(subject, `${past} ${rest}`, `${base} ${rest}`, outcome);
}

/** `instance i-1 and 9 others`. */
export function namedEn(noun: string, { name, others }: ObjectName): string {
  const rest = others === 1 ? ' and 1 other' : others > 1 ? ` and ${others} others` : '';
  return `${noun} ${name}${rest}`;
}

function ended({ by, failure }: Subject, done: string, tried: string, outcome: Outcome): string {
  return outcome === 'done' ? `${by} ${done}` : `${by} tried to ${tried} ${failure.tail}`;
}

/** `IAM user kim`, or `an IAM user` where the record gives no name. */
export function thingEn({ noun, name, others = 0, count }: Thing): string {
  const text = nounsEn()[noun];
  // The name is a value: `the support plan to basic`.
  if (name !== undefined && noun === 'planLevel') return name;
  if (name === undefined) return count === undefined ? text : `${count} ${text}`;
  const bare = text.replace(/^(?:an?|the) /, '');
  // A plural that one thing is named for.
  const isOne = bare === text && others === 0;
  return namedEn(isOne ? bare.replace(/(?<=[a-z])s$/, '') : bare, { name, others });
}
