import type { UseFacts } from '../root-activity.ts';
import type { Denier, Failure, FailureKind } from './failure.ts';

/**
 * The kinds by error code, the first that fits. Services spell the same error in many ways, so the rules go by the
 * ends and parts of words. Codes: "Error codes for the Amazon EC2 API", "Error responses" (S3), "Common error
 * types" of the API references of IAM, Lambda, DynamoDB and others.
 */
const rules: readonly (readonly [FailureKind, RegExp])[] = [
  // EC2 answers a dry run that would have succeeded with an error ("DryRunOperation").
  ['dryRun', /^DryRunOperation$/],
  [
    'denied',
    /AccessDenied|AccessDisabled|Unauthori[sz]ed|NotAuthori[sz]ed|NoPermission|Forbidden|^AuthFailure|^AuthorizationError|^OptInRequired|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|UnrecognizedClient|MissingAuthenticationToken|OperationNotPermitted|NotPermitted/,
  ],
  [
    'throttled',
    /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|BandwidthLimitExceeded|ProvisionedThroughputExceeded|RateExceeded|PriorRequestNotComplete/,
  ],
  ['notEmpty', /NotEmpty|^DeleteConflict|DependencyViolation|HasChildren|HasDependen/],
  ['notFound', /NotFound|^NoSuch|DoesNotExist|NotExist|^Unknown(?!Parameter|Operation)/],
  ['limitExceeded', /LimitExceeded|QuotaExceeded|LimitReached|^TooMany|Exceeded$|^Max.*Count/],
  [
    'conflict',
    /Conflict|AlreadyExist|AlreadyOwned|AlreadyInUse|Duplicate|InUse|ConcurrentModification|OperationAborted|PreconditionFailed|TemporarilyUnmodifiable|^Incorrect.*State|^Invalid.*State$|OperationInProgress/,
  ],
  [
    'unavailable',
    /Unavailable|InternalError|InternalFailure|InternalServer|InternalService|ServerError|Timeout|TimedOut|^Insufficient.*Capacity|^ServiceFailure|^Internal$/,
  ],
  [
    'invalid',
    /Validation|^Invalid|^Malformed|^Missing|^Unsupported|^UnknownParameter|^UnknownOperation|BadRequest|Mismatch|InvalidParameter|InvalidRequest|IllegalLocation|^Serialization/,
  ],
];

/** In UTF-16 units. A real code has a few dozen. */
const maxCodeLength = 200;
/** Of the end of a message, where AWS says what denied a call. */
const maxMessageLength = 600;

/** Why a call failed. Undefined: it did not. */
export function failureOf(use: UseFacts): Failure | undefined {
  if (use.outcome !== 'failure') return undefined;
  const kind = use.isDryRun ? dryRunKind(use) : failureKindOf(use.errorCode);
  return { kind, denier: kind === 'denied' ? denierOf(use.errorMessage) : undefined };
}

/** A dry run of a call that root may not make is denied like the call itself. */
function dryRunKind({ errorCode }: UseFacts): FailureKind {
  return errorCode === undefined ? 'dryRun' : failureKindOf(errorCode);
}

/**
 * The kind of an error code as CloudTrail records it. EC2 puts `Client.` or `Server.` before it, and some services the
 * address of their model.
 */
export function failureKindOf(errorCode: string | undefined): FailureKind {
  const bounded = errorCode?.slice(0, maxCodeLength) ?? '';
  const code = bounded.replace(/^.*#/, '').replace(/^(?:Client|Server)\./, '');
  return rules.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
}

/**
 * The phrases by which AWS says what denied a call (IAM User Guide, "Troubleshoot access denied error messages"). Only
 * the last phrase counts: names that the caller chose may stand before it.
 */
const phrases: readonly (readonly [Denier, RegExp])[] = [
  ['serviceControlPolicy', /service control polic/],
  ['resourceControlPolicy', /resource control polic/],
  ['endpointPolicy', /VPC endpoint polic/],
  ['boundary', /permissions boundary/],
  ['sessionPolicy', /session polic/],
  ['resourcePolicy', /resource-based polic/],
  ['identityPolicy', /identity-based polic/],
];

const phrase =
  /(?:with an explicit deny in an?|because no|because an?|due to an?) ([A-Za-z -]{0,40}?(?:policy|policies|permissions boundary))(?![A-Za-z])/g;

function denierOf(errorMessage: string | undefined): Denier | undefined {
  const end = errorMessage?.slice(-maxMessageLength) ?? '';
  const last = [...end.matchAll(phrase)].at(-1)?.[1] ?? '';
  return phrases.find(([, pattern]) => pattern.test(last))?.[0];
}
