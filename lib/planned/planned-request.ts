import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { eventNameForm, maxAllowed, maxWhyLength, maxWindowMs } from './planned-window.ts';

const minuteMs = 60_000;

const account = v.pipe(
  v.string('expected an account'),
  v.regex(/^\d{12}$/, 'account: expected 12 digits'),
);

const why = v.pipe(
  v.string('why: expected a reason'),
  v.trim(),
  v.minLength(1, 'why: expected a reason'),
  v.maxLength(maxWhyLength, `why: expected at most ${maxWhyLength} characters`),
);

const howLong = `minutes: expected a whole number from 1 to ${maxWindowMs / minuteMs}`;

/** What proves who asks: the parts of a signed request to AWS STS that the function cannot make itself. */
const proofSchema = v.strictObject({
  date: v.pipe(v.string(), v.regex(/^\d{8}T\d{6}Z$/)),
  authorization: v.pipe(v.string(), v.maxLength(1_000)),
  /** Of temporary credentials. */
  token: v.optional(v.pipe(v.string(), v.regex(/^[\w+/=.-]{1,8192}$/))),
});

export type Proof = v.InferOutput<typeof proofSchema>;

const openSchema = v.strictObject({
  action: v.literal('open'),
  account,
  minutes: v.pipe(
    v.number(howLong),
    v.integer(howLong),
    v.minValue(1, howLong),
    v.maxValue(maxWindowMs / minuteMs, howLong),
  ),
  why,
  allow: v.pipe(
    v.array(v.pipe(v.string(), v.regex(eventNameForm, 'allow: expected names of events'))),
    v.maxLength(maxAllowed, `allow: expected at most ${maxAllowed} names`),
  ),
  proof: proofSchema,
});

const closeSchema = v.strictObject({ action: v.literal('close'), account, proof: proofSchema });

const requestSchema = v.variant('action', [
  openSchema,
  closeSchema,
  v.strictObject({ action: v.literal('list') }),
]);

export type OpenRequest = v.InferOutput<typeof openSchema>;
export type CloseRequest = v.InferOutput<typeof closeSchema>;

/** What `npm run planned` asks the function for. */
export type PlannedRequest = v.InferOutput<typeof requestSchema>;

/** @returns a sentence that says what is wrong, where it is not a request. */
export function readPlannedRequest(event: unknown): PlannedRequest | string {
  const result = v.safeParse(requestSchema, event);
  return result.success
    ? result.output
    : `This is no request: ${result.issues[0].message.slice(0, 200)}.`;
}

/** What is signed of a request, in one hash: a proof for one deployment, account, time and reason is good for no other. */
export function statementOf(
  request: Omit<OpenRequest, 'proof'> | Omit<CloseRequest, 'proof'>,
  stage: string,
): string {
  const { action, account: number } = request;
  const rest = action === 'open' ? [request.minutes, request.why, request.allow] : [];
  return createHash('sha256')
    .update(JSON.stringify(['root-alert planned', stage, action, number, ...rest]))
    .digest('hex');
}
