import * as v from 'valibot';
import type { UseFacts } from '../root-activity.ts';
import { text } from './field.ts';

type Bag = Readonly<Record<string, unknown>> | undefined;

/** What only records of AWS Sign-In have. Hostile: each field may be of any type. */
export function signInFacts(
  isSignIn: boolean,
  request: Bag,
  additional: Bag,
): Pick<UseFacts, 'signInTo' | 'oauth'> {
  if (!isSignIn) return { signInTo: undefined, oauth: undefined };
  const read = (bag: Bag, key: string) => v.parse(text, bag?.[key]);
  const oauth = {
    clientId: read(request, 'client_id'),
    resource: read(request, 'resource'),
    // Seen in additionalEventData, and in the request of a refresh (both unsourced).
    grantType: read(additional, 'grant_type') ?? read(request, 'grant_type'),
  };
  const isGrant = Object.values(oauth).some((value) => value !== undefined);
  return {
    signInTo: hostOf(read(additional, 'LoginTo')),
    oauth: isGrant ? oauth : undefined,
  };
}

/** The host of an address. The rest of it is long and says nothing. */
function hostOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return new URL(address).hostname || undefined;
}
