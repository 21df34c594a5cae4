import * as v from 'valibot';
import { severities } from '../classify/classes.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import { jsonOrText } from '../json.ts';
import type { RoutedUse } from '../rooms/route.ts';
import type { RootActivity } from '../root-activity.ts';

/** Of each text in characters: hostile, and shown on a page. */
const maxTextLength = 500;

const text = v.pipe(
  v.string(),
  v.transform((it) => it.slice(0, maxTextLength)),
);

const recordSchema = v.object({
  /** The id of the activity. */
  id: text,
  /** Whose incident it is. */
  counter: text,
  severity: v.picklist(severities),
  cloud: v.optional(v.picklist(['aws', 'ncloud'])),
  isDrill: v.boolean(),
  /** The account, and the one whose root was asked for. */
  accounts: v.array(text),
  eventName: v.optional(text),
  occurredAtMs: v.optional(v.number()),
  sourceIp: v.optional(text),
  accessKeyId: v.optional(text),
  signInSessionArn: v.optional(text),
  runbookSection: v.optional(text),
  /** Somebody planned it, and nobody is called for it: `lib/planned/planned-use.ts`. */
  isPlanned: v.optional(v.boolean()),
  /** When the first room had it, in milliseconds since 1970. */
  toldAtMs: v.number(),
  /** What the activity can be read from again (`lib/delivery/kept-body.ts`). */
  body: v.optional(v.string()),
});

/** What an incident is about: one use of it, as the ledger keeps it. Its texts are hostile. */
export type IncidentRecord = v.InferOutput<typeof recordSchema>;

/** The text that {@link readIncidentRecord} reads. */
export function incidentRecordText(
  activity: RootActivity,
  counter: string,
  toldAtMs: number,
  body: string | undefined,
  isPlanned = false,
): string {
  const { severity, runbookSection } = verdictOf(activity);
  const isUse = activity.kind === 'use';
  const record: IncidentRecord = {
    id: activity.id,
    counter,
    severity,
    cloud: activity.kind === 'alarm' ? 'aws' : activity.cloud,
    isDrill: activity.isDrill,
    accounts: [activity.accountId, targetAccountOf(activity)].filter((it) => it !== undefined),
    eventName: isUse ? activity.eventName : undefined,
    occurredAtMs: activity.occurredAt?.getTime(),
    sourceIp: activity.kind === 'alarm' ? undefined : activity.sourceIp,
    accessKeyId: isUse ? activity.identity.accessKeyId : undefined,
    signInSessionArn: isUse ? activity.identity.signInSessionArn : undefined,
    runbookSection,
    ...(isPlanned && { isPlanned }),
    toldAtMs,
    body,
  };
  return JSON.stringify(record);
}

/** Undefined: nobody of us wrote it so. */
export function readIncidentRecord(kept: string | undefined): IncidentRecord | undefined {
  const result = v.safeParse(recordSchema, jsonOrText(kept ?? ''));
  return result.success ? result.output : undefined;
}

/** What chooses the rooms of a message about it. */
export function routedUse({ severity, accounts, cloud, isDrill }: IncidentRecord): RoutedUse {
  return { severity, accounts, cloud, isDrill };
}
