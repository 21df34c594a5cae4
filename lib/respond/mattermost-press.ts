import * as v from 'valibot';
import { jsonObject } from '../json.ts';
import { safeText } from '../rooms/safe-text.ts';
import { contentTypeOf, type HttpRequest } from './http-request.ts';
import { type HttpResponse, jsonResponse, plainResponse } from './http-response.ts';
import { pressSentence } from './press-sentence.ts';
import type { RespondDeps } from './respond-deps.ts';
import { takePress } from './take-press.ts';

/** Mattermost waits 30 seconds for an answer by default; who pressed should not. */
const tellingMs = 3_000;

const maxNameLength = 64;

/** developers.mattermost.com, "Interactive messages": what a press posts, as far as it matters here. */
const pressSchema = v.object({
  user_id: v.pipe(v.string(), v.maxLength(64)),
  user_name: v.optional(v.string(), ''),
  post_id: v.optional(v.string(), ''),
  context: v.object({ token: v.string(), verdict: v.picklist(['planned', 'notUs']) }),
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
  // The post itself stays as it is: an update would have to repeat it whole, and Mattermost does not send it.
  return jsonResponse({ ephemeral_text: safeText(pressSentence(taken, deps.config)) });
}
