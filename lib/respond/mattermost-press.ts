import * as v from 'valibot';
import { latestOfEach, readAnswers, verdicts } from '../incident/answer.ts';
import { jsonObject } from '../json.ts';
import { safeText } from '../rooms/safe-text.ts';
import { contentTypeOf, type HttpRequest } from './http-request.ts';
import { type HttpResponse, jsonResponse, plainResponse } from './http-response.ts';
import { answerSentence, pressSentence } from './press-sentence.ts';
import type { RespondDeps } from './respond-deps.ts';
import { type TakenPress, takePress } from './take-press.ts';

/** Mattermost waits 30 seconds for an answer by default; who pressed should not. */
const tellingMs = 3_000;

const maxNameLength = 64;

/** developers.mattermost.com, "Interactive messages": what a press posts, as far as it matters here. */
const pressSchema = v.object({
  user_id: v.pipe(v.string(), v.maxLength(64)),
  user_name: v.optional(v.string(), ''),
  post_id: v.optional(v.string(), ''),
  context: v.object({
    token: v.string(),
    verdict: v.picklist(verdicts),
    /** Of the post. Alerts of earlier versions have none, and an answer is not lost for it. */
    text: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(2_000))), undefined),
  }),
});

/**
 * Takes a press of a button in Mattermost. Mattermost signs nothing: what proves a press is the token, which the server keeps to
 * itself. Whoever can read the server's database could press in any name.
 */
export async function answerByMattermost(
  request: HttpRequest,
  _rest: string,
  deps: RespondDeps,
): Promise<HttpResponse> {
  if (contentTypeOf(request) !== 'application/json') return plainResponse(415);
  if (request.body === undefined) return plainResponse(413);
  const parsed = v.safeParse(pressSchema, jsonObject(request.body));
  if (!parsed.success) return plainResponse(400);
  const { user_id, user_name, post_id, context } = parsed.output;
  const nowMs = deps.clock.now();
  const answer = {
    verdict: context.verdict,
    via: 'mattermost' as const,
    by: user_name.slice(0, maxNameLength) || user_id,
    formId: `mattermost ${user_id} ${post_id}`,
  };
  const taken = await takePress(context.token, answer, nowMs, nowMs + tellingMs, deps);
  const update = updateOf(context.text, taken, deps);
  return jsonResponse(
    update === undefined
      ? { ephemeral_text: safeText(pressSentence(taken, deps.config)) }
      : { update },
  );
}

/**
 * The post with what was pressed since it came, the latest of each verdict: nobody can push "not us" out of it by another answer.
 * Without `props`, attachment and buttons stay as they are (developers.mattermost.com, "Interactive messages"). Undefined: it stays.
 */
function updateOf(
  text: string | undefined,
  taken: TakenPress,
  { config }: Pick<RespondDeps, 'config'>,
): { readonly message: string } | undefined {
  if (text === undefined || taken.state !== 'kept') return undefined;
  const { askedAtMs = 0 } = taken;
  const since = readAnswers(taken.row.answers).filter(
    ({ atMs, via }) => atMs >= askedAtMs && via === 'mattermost',
  );
  const lines = latestOfEach(since).map((answer) => safeText(answerSentence(answer, config)));
  return { message: [text, ...lines].join('\n') };
}
