import type { RootUse } from '../root-activity.ts';
import { freeText, joined } from './parts.ts';

/** Both in code points. */
const maxTextLength = 120;
const maxFindingLength = 300;

/** The id in `arn:aws:signin:us-east-1:111122223333:session/0b1c2d3e-…`. */
const sessionId = /^arn:aws[a-z-]*:signin:[a-z0-9-]*:\d{12}:session\/([A-Za-z0-9-]{1,64})$/;

/** The sign-in session by its id, which is enough to look for it and to deny it. Undefined: the record names none. */
export function sessionText(arn: string | undefined): string | undefined {
  return arn && (sessionId.exec(arn)?.[1] ?? freeText(arn, maxTextLength));
}

/** Which command line, application or agent was let in, and what its tokens are for. */
export function clientText({ oauth }: RootUse): string | undefined {
  if (oauth === undefined) return undefined;
  const parts = [oauth.clientId, oauth.resource, oauth.grantType];
  return joined(parts.map((part) => freeText(part, maxTextLength)));
}

/** `anomalyType NEW_LOCATION, principalType Root`: a finding in AWS's own words. */
export function findingText({ finding }: RootUse): string | undefined {
  const text = finding?.map(({ name, value }) => `${name} ${value}`).join(', ');
  return freeText(text, maxFindingLength);
}
