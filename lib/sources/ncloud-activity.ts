import * as v from 'valibot';
import { judge } from '../classify/judge.ts';
import { asText } from '../json.ts';
import type { RootUse, UnreadableRecord, UseFacts } from '../root-activity.ts';
import { faultOf } from './fault-of.ts';
import { anyObject, requiredText } from './field.ts';
import { hashId } from './hash-id.ts';
import { readTime } from './read-time.ts';

/** A field that is missing or odd never stops the rest: it reads as undefined. Samples have numbers as text too. */
const text = v.fallback(
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
  actionUserType: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.picklist(['customer', 'sub'])),
  actionDisplayName: requiredText,
  actionResultType: text,
  historyId: text,
  eventTime: text,
  productName: text,
  productDisplayName: text,
  regionCode: text,
  resourceType: text,
  resourceName: text,
  resourceId: text,
  nrn: text,
  sourceType: text,
  sourceIp: text,
});
type Activity = v.InferOutput<typeof activity>;

/** The rest is for an item that cannot be read whole. */
const scraps = v.object({
  actionUserType: text,
  actionDisplayName: text,
  sourceType: text,
  historyId: text,
  eventTime: text,
  regionCode: text,
  sourceIp: text,
});

/** What of an account's activities is told, and under which name. */
export interface ActivityOwner {
  readonly name: string;
  /** Whether what the platform did by itself (`sourceType` `SYSTEM`) is told too. */
  readonly includesPlatformActions: boolean;
}

/**
 * Reads one item of Naver Cloud's Cloud Activity Tracer. Root is who has `actionUserType` `Customer`: the
 * main account, as opposed to `Sub`, a sub account. Never throws: an item that cannot be read, of which it
 * is not known who acted, comes back as an {@link UnreadableRecord}.
 *
 * Fields: Ncloud API guide, "GetActivityList". `productData` differs by product and is in no table; the
 * keys read here are those seen in public code.
 *
 * @returns undefined for what root did not do, and for what the platform did by itself.
 */
export function readNcloudActivity(
  item: unknown,
  { name, includesPlatformActions }: ActivityOwner,
): RootUse | UnreadableRecord | undefined {
  const some = v.parse(v.fallback(scraps, {}), item);
  if (some.actionUserType?.toLowerCase() === 'sub') return undefined;
  if (some.sourceType?.toUpperCase() === 'SYSTEM' && !includesPlatformActions) return undefined;

  const parsed = v.safeParse(activity, item);
  if (!parsed.success) {
    return {
      kind: 'unreadable',
      cloud: 'ncloud',
      id: identify(some.historyId, item),
      isDrill: false,
      eventName: some.actionDisplayName,
      eventId: some.historyId,
      accountId: name,
      region: some.regionCode,
      occurredAt: readTime(millisecondsOf(some.eventTime)),
      sourceIp: some.sourceIp,
      fault: whyUnreadable(parsed.issues[0]),
    } satisfies UnreadableRecord;
  }

  const it = parsed.output;
  const data = pairsOf(v.is(anyObject, item) ? item['productData'] : undefined);
  const facts = {
    kind: 'use',
    cloud: 'ncloud',
    id: identify(it.historyId, item),
    isDrill: false,
    eventName: it.actionDisplayName,
    eventSource: it.productDisplayName ?? it.productName,
    eventId: it.historyId,
    accountId: name,
    region: it.regionCode,
    occurredAt: readTime(millisecondsOf(it.eventTime)),
    sourceIp: it.sourceIp ?? v.parse(text, data['clientIp']),
    userAgent: undefined,
    identity: {
      type: 'Root',
      arn: undefined,
      accessKeyId: undefined,
      invokedBy: undefined,
      isAssumedRoot: false,
    },
    hasMfa: hasSecondFactor(secondFactorOf(data)),
    isReadOnly: false,
    outcome: outcomeOf(it),
    errorCode: undefined,
    errorMessage: undefined,
    affected: [],
    assumeRoot: undefined,
    ncloud: {
      resourceType: it.resourceType,
      resourceName: it.resourceName ?? it.resourceId ?? it.nrn,
      sourceType: it.sourceType,
      country: v.parse(text, data['clientIpCountry']),
      secondFactor: secondFactorOf(data),
      isKeyActive: flagOf(data['active']),
    },
  } satisfies UseFacts;
  return { ...facts, verdict: judge(facts) };
}

/** Whether a thing looks like such an item, as opposed to the event of a schedule. */
export function isNcloudActivity(event: unknown): boolean {
  return v.is(anyObject, event) && ('actionUserType' in event || 'historyId' in event);
}

/** A key of the ledger takes 2,048 bytes; what is no plain id may not tell one thing from another. */
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

/** `productData` comes as an object and as a list of keys and values. */
function pairsOf(productData: unknown): Readonly<Record<string, unknown>> {
  if (!Array.isArray(productData)) return v.is(anyObject, productData) ? productData : {};
  return Object.fromEntries(
    productData
      .filter((pair) => v.is(anyObject, pair) && typeof (pair['key'] ?? pair['name']) === 'string')
      .map((pair) => [String(pair['key'] ?? pair['name']), pair['value']]),
  );
}

/** An empty text says that there was none, which is more than saying nothing. */
function secondFactorOf(data: Readonly<Record<string, unknown>>): string | undefined {
  if (!Object.hasOwn(data, 'twoFactorLoginType')) return undefined;
  return v.parse(text, data['twoFactorLoginType']) ?? '';
}

/** The names of factors are in no document; a word for "none" is one in any. */
function hasSecondFactor(name: string | undefined): boolean | undefined {
  if (name === undefined) return undefined;
  return !/^(?:|-|no|none|not[ _-]?used|unused|off|false|null|disabled?)$/i.test(name);
}

function flagOf(value: unknown): boolean | undefined {
  const said = v.parse(text, value)?.toLowerCase();
  return said === 'true' || said === 'false' ? said === 'true' : undefined;
}

function whyUnreadable(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'picklist') return `${v.getDotPath(issue)} is neither Customer nor Sub`;
  return faultOf(issue, 'activity', 'Naver Cloud');
}
