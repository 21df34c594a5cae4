import { printable } from '../../commands/printable.ts';
import type { CloudTrailEvent } from './cloudtrail-events.ts';
import type { Handler } from './load-handler.ts';
import { whyNotPassedOn } from './why-not-passed-on.ts';

/** Records that are no use of root are listed up to this number, and counted beyond it. */
const maxListed = 20;

/**
 * A handler that shows the message for each use of root among the events, and says of every other event why the deployed
 * rule would not pass it on.
 *
 * @param load gives the handler of a function that has just started, so that no message depends on the one before it.
 * @param print writes a line to the terminal.
 * @returns a handler that gives the result of the last use, or rejects with the first error after all were tried.
 */
export function showEach(
  events: readonly CloudTrailEvent[],
  load: () => Handler,
  print: (line: string) => void,
): Handler {
  return async (_, context) => {
    const judged = events.map((event, index) => ({
      event,
      title: `Record ${index + 1} of ${events.length}: ${titleOf(event)}`,
      reason: whyNotPassedOn(event),
    }));
    const uses = judged.filter(({ reason }) => reason === undefined);
    const others = judged.filter(({ reason }) => reason !== undefined);
    for (const { title, reason } of others.slice(0, maxListed)) {
      print(`${title} is not a use of root: ${printable(reason ?? '')}. Nothing would be sent.`);
    }
    if (others.length > maxListed) {
      print(`${others.length - maxListed} more records are not uses of root.`);
    }
    if (events.length > 1) print(`Uses of root: ${uses.length} of ${events.length} records.`);
    const errors: unknown[] = [];
    let result: unknown;
    for (const { event, title } of uses) {
      if (events.length > 1) print(`\n${title}`);
      try {
        result = await load()(event, context);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return result;
  };
}

/** `PutBucketPolicy by IAMUser`. */
function titleOf({ detail }: CloudTrailEvent): string {
  const { eventName, userIdentity } = Object(detail);
  const { type } = Object(userIdentity);
  return [eventName, type]
    .map((part) => (typeof part === 'string' ? printable(part) : '?'))
    .join(' by ');
}
