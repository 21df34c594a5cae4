import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { accountIdSchema, sessionArnSchema } from './contain-target.ts';

/** Whoever may invoke the function writes it, so nothing gets into a message that is not bounded here. */
const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

/** What was done: the policy was attached to the account, or taken off it. */
const deed = v.picklist(['attached', 'released']);

/** In milliseconds since 1970. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const noticeSchema = v.object({
  deed,
  /** When the command did it, or found that it was so. */
  atMs: moment,
  accountId: accountIdSchema,
  accountName: v.optional(text(100)),
  /** Absent: all that root does there. */
  sessionArn: v.optional(sessionArnSchema),
  policyId: v.pipe(v.string(), v.regex(/^p-[0-9a-zA-Z_]{8,128}$/)),
  /** Who says to have done it. */
  by: text(200),
});

/** What `npm run contain` lets the room be told. */
export type ContainNotice = v.InferOutput<typeof noticeSchema>;

/** By this the function knows the command's event from that of its schedule. */
const eventSchema = v.object({ contain: noticeSchema });

export function containEvent(notice: ContainNotice): v.InferInput<typeof eventSchema> {
  return { contain: notice };
}

/** Undefined: the event is something else. */
export function readContainNotice(event: unknown): ContainNotice | undefined {
  const parsed = v.safeParse(eventSchema, event);
  return parsed.success ? parsed.output.contain : undefined;
}

const answerSchema = v.object({
  contain: v.object({
    told: v.picklist(['now', 'before', 'elsewhere', 'no']),
    reason: v.optional(v.string()),
  }),
});

/** What the function answers the command. */
export type ContainAnswer = v.InferOutput<typeof answerSchema>;

/** Undefined: the function is of a version that does not know of such notices. */
export function readContainAnswer(answer: unknown): ContainAnswer['contain'] | undefined {
  const parsed = v.safeParse(answerSchema, answer);
  return parsed.success ? parsed.output.contain : undefined;
}

const lastNoticeSchema = v.object({ deed, atMs: moment });

/** What was told last of a policy, as the ledger keeps it. */
export type LastNotice = v.InferOutput<typeof lastNoticeSchema>;

/** Undefined: nothing, or nothing that we wrote. */
export function readLastNotice(text: string | undefined): LastNotice | undefined {
  const parsed = v.safeParse(lastNoticeSchema, jsonOrText(text ?? ''));
  return parsed.success ? parsed.output : undefined;
}
