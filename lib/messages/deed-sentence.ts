import { apiNameOf } from '../classify/api-name.ts';
import { type Deed, type Noun, saidByName } from '../classify/deed.ts';
import type { RootUse } from '../root-activity.ts';
import { firstAffected, objectName } from './object-name.ts';
import type { Outcome, Subject, Thing } from './sentence-parts.ts';
import { serviceName } from './service-name.ts';
import type { Words } from './words.ts';

/** The sentence about a use whose event has a deed in the table. */
export function deedSentence(
  use: RootUse,
  [verb, object, of]: Deed,
  subject: Subject,
  outcome: Outcome,
  words: Words,
): string {
  const thing = (noun: Noun): Thing => {
    const name = objectName(use, noun);
    return { noun, ...name, count: name === undefined ? countOf(use, noun) : undefined };
  };
  const named = of && (isRootItself(use, of) ? { noun: 'rootItself' as const } : thing(of));
  const isSaid =
    named?.noun === 'rootItself' ||
    named?.name !== undefined ||
    !saidByName.some((noun) => noun === of);
  return words.deed(
    subject,
    { verb, object: thing(object), of: isSaid ? named : undefined },
    outcome,
  );
}

/** The sentence about any other use: the service and the event in words. */
export function callSentence(
  use: RootUse,
  subject: Subject,
  outcome: Outcome,
  words: Words,
): string {
  const affected = firstAffected(use);
  const call = {
    api: apiText(use.eventName),
    service: serviceName(use.eventSource),
    on: affected && words.named(words.affected[affected.kind], affected),
    // That permissions are taken away is said once.
    remark:
      use.verdict.direction === undefined ? words.callRemark[use.verdict.eventClass] : undefined,
  };
  return words.call(subject, call, outcome);
}

/** Root is meant where IAM's call names no user. A call that failed may have named one that its record leaves out. */
function isRootItself({ isAboutRootItself, outcome }: RootUse, noun: Noun): boolean {
  return noun === 'user' && isAboutRootItself && outcome !== 'failure';
}

/** How many machines were asked for, where the record names none of them, because none was started. */
function countOf({ affected }: RootUse, noun: Noun): number | undefined {
  if (noun !== 'instances' && noun !== 'spotInstances') return undefined;
  const count = Number(affected.find(({ kind }) => kind === 'count')?.value);
  return Number.isSafeInteger(count) && count > 1 ? count : undefined;
}

/** In UTF-16 units. The longest name of AWS's has some 70. */
const maxApiLength = 100;

/**
 * The name of an API, if it has the form of AWS's names: letters and digits, no lower-case letter after a digit. Other
 * text could add words to a sentence that are not ours, so it stays where the facts are listed.
 */
function apiText(eventName: string): string | undefined {
  const api = eventName.length <= maxApiLength ? apiNameOf(eventName) : '';
  return /^[A-Za-z](?:[A-Za-z]|[_-](?=[A-Za-z])|\d(?![a-z]))*$/.test(api) ? api : undefined;
}
