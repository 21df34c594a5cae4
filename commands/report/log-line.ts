import * as v from 'valibot';
import { severities } from '../../lib/classify/classes.ts';
import { verdicts } from '../../lib/incident/answer.ts';
import { jsonOrText } from '../../lib/json.ts';

export const shortText = v.pipe(
  v.string(),
  v.transform((it) => it.slice(0, 200)),
);
export const moment = v.pipe(
  v.string(),
  v.transform((it) => Date.parse(it)),
  v.number(),
  v.check((ms) => Number.isFinite(ms)),
);

const alertSchema = v.object({
  message: v.literal('alert'),
  id: shortText,
  account: v.optional(shortText),
  event: v.optional(shortText),
  occurredAt: v.optional(v.fallback(v.optional(moment), undefined)),
  severity: v.optional(v.picklist(severities)),
  outcome: v.picklist(['told', 'duplicate', 'leftToDigest', 'failed']),
  isDrill: v.optional(v.literal(true)),
  isByOther: v.optional(v.literal(true)),
  /** Of what tells no use. Lines of versions before 1.1.0 do not say it. */
  isTelling: v.optional(v.literal(true)),
  incident: v.optional(shortText),
  rooms: v.optional(v.array(v.object({ room: shortText, isTold: v.boolean() })), []),
  latencyMs: v.optional(v.number()),
  reason: v.optional(shortText),
});

const runSchema = v.object({
  message: v.literal('reconcile'),
  regions: v.number(),
  lookedUntil: v.optional(v.fallback(v.optional(moment), undefined)),
  missed: v.number(),
  untold: v.number(),
  findings: v.array(shortText),
  faults: v.array(shortText),
});

const leftoversSchema = v.object({
  message: v.literal('leftovers'),
  kept: v.number(),
  oldestUntoldMs: v.number(),
  reasons: v.array(shortText),
});

/** Who answered and why is in the evidence: names and reasons are in no log. */
const answerSchema = v.object({
  message: v.literal('incidentAnswer'),
  state: v.literal('kept'),
  incident: shortText,
  verdict: v.picklist(verdicts),
  via: shortText,
  isFromSession: v.optional(v.boolean()),
});

/** A window for planned work that opened, or that somebody closed. */
const windowSchema = v.object({
  message: v.literal('planned'),
  action: v.picklist(['open', 'close']),
  window: shortText,
  account: shortText,
  by: shortText,
  openedAt: moment,
  until: moment,
});

const lineSchema = v.variant('message', [
  alertSchema,
  runSchema,
  leftoversSchema,
  answerSchema,
  windowSchema,
]);

/** A line of our own log that a report is made of, with the function that wrote it and when. */
export type LogLine = v.InferOutput<typeof lineSchema> & {
  /** As in serverless.yml: `rootEvent`. */
  readonly writtenBy: string;
  readonly atMs: number;
};

/**
 * What a line of the log says, if it is one that reports need. Lambda writes the time and the id of the request before what a
 * function logs (AWS Lambda Developer Guide, "Log and monitor Node.js Lambda functions").
 */
export function readLogLine(text: string, writtenBy: string, atMs: number): LogLine | undefined {
  const json = jsonOrText(text.slice(Math.max(0, text.indexOf('{'))));
  const result = v.safeParse(lineSchema, json);
  return result.success ? { ...result.output, writtenBy, atMs } : undefined;
}
