import { printable } from '../../commands/printable.ts';
import type { OwnDeployment } from '../../lib/guard/own-deployment.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import type { CloudTrailEvent } from './cloudtrail-events.ts';
import type { Handler } from './load-handler.ts';
import { whyNotPassedOn } from './why-not-passed-on.ts';

/** Records that nothing is told of are listed up to this number, and counted beyond it. */
const maxListed = 20;

/**
 * A handler that shows the message for each use of root and each change of root-alert itself among the events, and says of
 * every other event why the deployed rules would not pass it on.
 *
 * @param load gives the handler of a function that has just started, so that no message depends on the one before it.
 * @param deployment whose changes are shown.
 * @param print writes a line to the terminal.
 * @returns a handler that gives the result of the last use, or rejects with the first error after all were tried.
 */
export function showEach(
  events: readonly CloudTrailEvent[],
  load: () => Handler,
  deployment: OwnDeployment | undefined,
  print: (line: string) => void,
): Handler {
  return async (_, context) => {
    const judged = events.map((event, index) => ({
      event,
      title: `Record ${index + 1} of ${events.length}: ${titleOf(event)}`,
      reason: whyNotPassedOn(event, deployment),
    }));
    const told = judged.filter(({ reason }) => reason === undefined);
    const others = judged.filter(({ reason }) => reason !== undefined);
    for (const { title, reason } of others.slice(0, maxListed)) {
      print(`${title} is not a use of root: ${printable(reason ?? '')}. Nothing would be sent.`);
    }
    if (others.length > maxListed) {
      print(`${others.length - maxListed} more records are not uses of root.`);
    }
    if (events.length > 1) {
      const uses = told.filter(({ event }) => !isBySomebodyElse(event)).length;
      const changes = told.length - uses;
      const also = changes > 0 ? ` Changes of root-alert by others: ${changes}.` : '';
      print(`Uses of root: ${uses} of ${events.length} records.${also}`);
    }
    const errors: unknown[] = [];
    let result: unknown;
    for (const { event, title } of told) {
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

function isBySomebodyElse(event: CloudTrailEvent): boolean {
  const activity = readCloudTrailEvent(event);
  return activity.kind === 'use' && activity.isByOther;
}

/** `PutBucketPolicy by IAMUser`. */
function titleOf({ detail }: CloudTrailEvent): string {
  const { eventName, userIdentity } = Object(detail);
  const { type } = Object(userIdentity);
  return [eventName, type]
    .map((part) => (typeof part === 'string' ? printable(part) : '?'))
    .join(' by ');
}
