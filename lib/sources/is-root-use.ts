import { isActingService } from '../classify/acting-service.ts';

type Json = Readonly<Record<string, unknown>>;

/** Events that are told by their name, whoever they say did it. */
const namedEvents: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'signin.amazonaws.com',
    ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated'],
  ],
  ['sts.amazonaws.com', ['AssumeRoot']],
]);

/**
 * Whether a CloudTrail record is a use of root: the decision of the rules' pattern
 * (resources/root-use-pattern.yml and .cjs), for records that come by no rule. A test holds the two
 * against each other.
 *
 * @param record as CloudTrail writes it, parsed.
 * @param reads `off`: what root only reads is none, unless it is a sign-in.
 */
export function isRootUse(record: unknown, reads: 'digest' | 'off'): boolean {
  if (!isObject(record)) return false;
  const { eventSource, eventName, readOnly, userIdentity } = record;
  if (typeof eventSource === 'string' && typeof eventName === 'string') {
    if (namedEvents.get(eventSource)?.includes(eventName)) return true;
  }
  const isOfInterest =
    reads === 'digest' || eventSource === 'signin.amazonaws.com' || isAction(readOnly);
  return isOfInterest && isObject(userIdentity) && isRoot(userIdentity);
}

function isRoot({ type, invokedBy, sessionContext }: Json): boolean {
  const issuer = isObject(sessionContext) ? sessionContext['sessionIssuer'] : undefined;
  const isIssuedByRoot = type === 'FederatedUser' && isObject(issuer) && issuer['type'] === 'Root';
  return !isActingService(invokedBy) && (type === 'Root' || isIssuedByRoot);
}

/** Only what says that it reads is a read; no template may hold a null, so the rules take one for a read. */
function isAction(readOnly: unknown): boolean {
  const text = typeof readOnly === 'string' ? readOnly.toLowerCase() : readOnly;
  return [undefined, false, '', 'false'].includes(text as string);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
