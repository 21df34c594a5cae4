import * as v from 'valibot';
import { judgeNcloud } from '../classify/judge-ncloud.ts';
import { asText } from '../json.ts';
import type { RootUse, UnreadableRecord, UseFacts } from '../root-activity.ts';
import { faultOf } from './fault-of.ts';
import { anyObject, requiredText } from './field.ts';
import { hashId } from './hash-id.ts';
import { readTime } from './read-time.ts';

/** Naver Cloud's samples have the same field as a number and as text. Anything else reads as undefined. */
const scalarText = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform(String),
      v.trim(),
      v.minLength(1),
    ),
  ),
  undefined,
);

const activity = v.object({
  actionUserType: requiredText,
  actionDisplayName: requiredText,
  actionResultType: scalarText,
  historyId: scalarText,
  eventTime: scalarText,
  productName: scalarText,
  productDisplayName: scalarText,
  regionCode: scalarText,
  resourceType: scalarText,
  resourceName: scalarText,
  resourceId: scalarText,
  nrn: scalarText,
  sourceType: scalarText,
  sourceIp: scalarText,
});
type Activity = v.InferOutput<typeof activity>;

/** What can be read of an item that is not whole. */
const scraps = v.object({
  actionUserType: scalarText,
  actionDisplayName: scalarText,
  sourceType: scalarText,
  historyId: scalarText,
  eventTime: scalarText,
  regionCode: scalarText,
  sourceIp: scalarText,
});
type Scraps = v.InferOutput<typeof scraps>;

/** Whose activities these are, and which of them lead to an alert. */
export interface ActivityOwner {
  readonly name: string;
  /** Whether actions of the platform itself (`sourceType` `SYSTEM`) lead to an alert too. */
  readonly includesPlatformActions: boolean;
}

/**
 * Reads one item of Naver Cloud's Cloud Activity Tracer. `actionUserType` `Customer` is root, the main account;
 * `Sub` is a sub account. Never throws: an item that cannot be read, so that nobody knows who acted, comes
 * back as an {@link UnreadableRecord}.
 *
 * Fields: Ncloud API guide, "GetActivityList". `productData` differs by product and no document lists its
 * keys; the keys read here are those seen in public code.
 *
 * @returns undefined for what root did not do, and for actions of the platform itself.
 */
export function readNcloudActivity(
  item: unknown,
  { name, includesPlatformActions }: ActivityOwner,
): RootUse | UnreadableRecord | undefined {
  const some = v.parse(v.fallback(scraps, {}), item);
  if (some.actionUserType?.toLowerCase() === 'sub') return undefined;
  if (some.sourceType?.toUpperCase() === 'SYSTEM' && !includesPlatformActions) return undefined;

  const parsed = v.safeParse(activity, item);
  if (!parsed.success)
    return unreadable(some, item, name, faultOf(parsed.issues[0], 'activity', 'Naver Cloud'));
  const facts = factsOf(parsed.output, item, name);
  return { ...facts, verdict: judgeNcloud(facts) };
}

function factsOf(it: Activity, item: unknown, accountName: string): UseFacts {
  const data = pairsOf(v.is(anyObject, item) ? item['productData'] : undefined);
  return {
    kind: 'use',
    cloud: 'ncloud',
    id: identify(it.historyId, item),
    isDrill: false,
    sender: undefined,
    isByOther: false,
    ownPart: undefined,
    eventName: it.actionDisplayName,
    eventSource: it.productDisplayName ?? it.productName,
    eventId: it.historyId,
    accountId: accountName,
    region: it.regionCode,
    occurredAt: readTime(millisecondsOf(it.eventTime)),
    sourceIp: it.sourceIp ?? v.parse(scalarText, data['clientIp']),
    userAgent: undefined,
    identity: {
      // A type that Naver's documents do not have is shown as it is.
      type: it.actionUserType.toLowerCase() === 'customer' ? 'Root' : it.actionUserType,
      arn: undefined,
      accessKeyId: undefined,
      invokedBy: undefined,
      signInSessionArn: undefined,
      isAssumedRoot: false,
      taskPolicy: undefined,
    },
    hasMfa: hasSecondFactor(secondFactorOf(data)),
    isReadOnly: false,
    isDataEvent: false,
    isFromConsole: false,
    outcome: outcomeOf(it),
    errorCode: undefined,
    errorMessage: undefined,
    affected: [],
    effects: [],
    omitted: [],
    isDryRun: false,
    isAboutRootItself: false,
    isPastPassword: false,
    signInTo: undefined,
    oauth: undefined,
    addendum: undefined,
    finding: undefined,
    assumeRoot: undefined,
    issuedRootKeyId: undefined,
    ncloud: {
      resourceType: it.resourceType,
      resourceName: it.resourceName ?? it.resourceId ?? it.nrn,
      sourceType: it.sourceType,
      country: v.parse(scalarText, data['clientIpCountry']),
      secondFactor: secondFactorOf(data),
      isKeyActive: booleanOf(data['active']),
      ...(namesAdministrator(it, data) ? { namesAdministrator: true } : {}),
    },
  };
}

function unreadable(
  some: Scraps,
  item: unknown,
  accountName: string,
  fault: string,
): UnreadableRecord {
  return {
    kind: 'unreadable',
    cloud: 'ncloud',
    id: identify(some.historyId, item),
    isDrill: false,
    eventName: some.actionDisplayName,
    eventId: some.historyId,
    accountId: accountName,
    region: some.regionCode,
    occurredAt: readTime(millisecondsOf(some.eventTime)),
    sourceIp: some.sourceIp,
    fault,
  };
}

/** Whether an event is such an item, and not the event of a schedule. */
export function isNcloudActivity(event: unknown): boolean {
  return v.is(anyObject, event) && ('actionUserType' in event || 'historyId' in event);
}

/** A ledger key has at most 2,048 bytes, and an id of another form may not be unique: then the content decides. */
function identify(historyId: string | undefined, item: unknown): string {
  if (historyId !== undefined && /^[\w-]{1,128}$/.test(historyId)) return `ncloud-${historyId}`;
  return `ncloud-${hashId(asText(item))}`;
}

/** The time comes in milliseconds since 1970, as a number or as its digits. */
function millisecondsOf(time: string | undefined): number | undefined {
  return /^\d{1,15}$/.test(time ?? '') ? Number(time) : undefined;
}

function outcomeOf({ actionResultType }: Activity): RootUse['outcome'] {
  const result = actionResultType?.toUpperCase();
  if (result === 'SUCCESS') return 'success';
  return result === 'FAIL' ? 'failure' : 'unknown';
}

/** `productData` is an object in some records and a list of keys and values in others. */
function pairsOf(productData: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(productData)) return v.is(anyObject, productData) ? productData : {};
  return Object.fromEntries(
    productData
      .filter((pair) => v.is(anyObject, pair) && typeof (pair['key'] ?? pair['name']) === 'string')
      .map((pair) => [String(pair['key'] ?? pair['name']), pair['value']]),
  );
}

/** Empty: the record says that there was no second factor. Undefined: it says nothing. */
function secondFactorOf(data: Readonly<Record<string, unknown>>): string | undefined {
  if (!Object.hasOwn(data, 'twoFactorLoginType')) return undefined;
  return v.parse(scalarText, data['twoFactorLoginType']) ?? '';
}

/** No document lists the names of second factors, so every name counts as one unless it means "none". */
function hasSecondFactor(name: string | undefined): boolean | undefined {
  if (name === undefined) return undefined;
  return !/^(?:|-|no|none|not[ _-]?used|unused|off|false|null|disabled?)$/i.test(name);
}

function booleanOf(value: unknown): boolean | undefined {
  const said = v.parse(scalarText, value)?.toLowerCase();
  return said === 'true' || said === 'false' ? said === 'true' : undefined;
}

/**
 * Policies of Naver Cloud's own that give all rights: `NCP_ADMINISTRATOR` is as much as ROOT (Sub Account guide, "Managing
 * permissions"), and the financial cloud puts its name in the middle.
 */
const administratorPolicy = /\bNCP_(?:[A-Z]+_)?(?:ADMINISTRATOR|INFRA_MANAGER)\b/;

/** In UTF-16 units: far more than a list of policies has. */
const maxDataLength = 100_000;

function namesAdministrator(
  { resourceName, actionDisplayName }: Activity,
  data: Readonly<Record<string, unknown>>,
): boolean {
  const text = [resourceName, actionDisplayName, asText(data).slice(0, maxDataLength)].join(' ');
  return administratorPolicy.test(text.toUpperCase());
}
