import type { RootUse } from '../root-activity.ts';
import { freeText } from './parts.ts';

/** In code points. */
const maxLength = 60;

/** Sites of AWS that take a root sign-in, by the name that people know. */
const nameOfSite: ReadonlyMap<string, string> = new Map([
  ['repost.aws', 'AWS re:Post'],
  ['support.console.aws.amazon.com', 'AWS Support Center'],
]);

/** `console.aws.amazon.com`, `eu-west-1.console.aws.amazon.com` and those of other partitions. */
const consoleHost =
  /^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/;

/** What a log-in signed in to. Undefined: the console, or the record does not say. */
export function placeOf({ signInTo }: RootUse): string | undefined {
  if (signInTo === undefined) return undefined;
  const name = nameOfSite.get(signInTo);
  if (name !== undefined) return name;
  return consoleHost.test(signInTo) ? undefined : freeText(signInTo, maxLength);
}
