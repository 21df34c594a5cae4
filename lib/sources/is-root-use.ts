import { isActingService } from '../classify/acting-service.ts';

type Json = Readonly<Record<string, unknown>>;

/** Events that lead to an alert by their name, whoever the record says did it. */
const namedEvents: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'signin.amazonaws.com',
    ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated'],
  ],
  ['sts.amazonaws.com', ['AssumeRoot']],
]);

/**
 * Whether a CloudTrail record is a use of root. It decides as the pattern of the EventBridge rules does
 * (resources/root-use-pattern.yml and .cjs), for records that did not come by a rule. A test compares the two.
 *
 * @param record as CloudTrail writes it, parsed: hostile.
 * @param reads `off`: a read by root does not count, unless it is a sign-in.
 */
export function isRootUse(record: unknown, reads: 'digest' | 'off'): boolean {
  if (!isObject(record)) return false;
  const { eventSource, eventName, readOnly, userIdentity } = record;
  if (typeof eventSource === 'string' && typeof eventName === 'string') {
    if (namedEvents.get(eventSource)?.includes(eventName)) return true;
  }
  const isOfInterest =
    reads === 'digest' || eventSource === 'signin.amazonaws.com' || isAction(readOnly);
  return isOfInterest && isObject(userIdentity) && isRoot(userIdentity, record);
}

function isRoot({ type, invokedBy, sessionContext }: Json, record: Json): boolean {
  if (type === 'Root') {
    const isFromConsole = record['sessionCredentialFromConsole'];
    return !isActingService(invokedBy, { isFromConsole, sourceIp: record['sourceIPAddress'] });
  }
  const issuer = isObject(sessionContext) ? sessionContext['sessionIssuer'] : undefined;
  const isIssuedByRoot = type === 'FederatedUser' && isObject(issuer) && issuer['type'] === 'Root';
  return isIssuedByRoot && !isActingService(invokedBy);
}

/**
 * A call without `readOnly` is an action, as is one with false. CloudFormation allows no null in the rules'
 * pattern, so the rules take `readOnly: null` for a read, and so does this.
 */
function isAction(readOnly: unknown): boolean {
  const text = typeof readOnly === 'string' ? readOnly.toLowerCase() : readOnly;
  return [undefined, false, '', 'false'].includes(text as string);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
