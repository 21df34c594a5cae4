import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { verdicts } from '../incident/answer.ts';
import { jsonObject } from '../json.ts';
import { slackNeutral } from '../rooms/slack/slack-text.ts';
import { contentTypeOf, type HttpRequest } from './http-request.ts';
import { type HttpResponse, plainResponse } from './http-response.ts';
import { pressSentence } from './press-sentence.ts';
import type { RespondDeps } from './respond-deps.ts';
import type { TakenAnswer } from './take-answer.ts';
import { takePress } from './take-press.ts';

/** Slack shows an error where no answer came within three seconds (docs.slack.dev, "Handling user interaction"). */
const tellingMs = 1_500;
const updatingMs = 1_000;

/** What is older was heard before, or somebody plays it back (docs.slack.dev, "Verifying requests from Slack"). */
const maxAgeSeconds = 5 * 60;

const maxNameLength = 40;

const blocks = v.array(v.looseObject({ type: v.string() }));

/** docs.slack.dev, "block_actions payload", as far as it matters here. */
const pressSchema = v.object({
  type: v.literal('block_actions'),
  user: v.object({
    id: v.string(),
    username: v.optional(v.string()),
    name: v.optional(v.string()),
  }),
  container: v.optional(v.object({ message_ts: v.optional(v.string()) })),
  message: v.optional(
    v.object({
      text: v.optional(v.string(), ''),
      blocks: v.optional(blocks, []),
      attachments: v.optional(v.array(v.unknown()), []),
    }),
  ),
  response_url: v.optional(v.string()),
  actions: v.pipe(
    v.array(v.object({ action_id: v.picklist(verdicts), value: v.string() })),
    v.minLength(1),
  ),
});

type Press = v.InferOutput<typeof pressSchema>;

/** Takes a press of a button in Slack. Who pressed is known: Slack signed it. */
export async function answerBySlack(
  request: HttpRequest,
  _rest: string,
  deps: RespondDeps,
): Promise<HttpResponse> {
  const { clock } = deps;
  const { body } = request;
  if (contentTypeOf(request) !== 'application/x-www-form-urlencoded') return plainResponse(415);
  if (body === undefined) return plainResponse(413);
  const nowMs = clock.now();
  if (!(await isSigned(request, body, nowMs, deps))) return plainResponse(401);
  const parsed = v.safeParse(
    pressSchema,
    jsonObject(new URLSearchParams(body).get('payload') ?? ''),
  );
  const [action] = parsed.success ? parsed.output.actions : [];
  // Whatever else the app may send is not for us, and needs no retry.
  if (!parsed.success || action === undefined) return plainResponse(200);
  const press = parsed.output;
  const { id, username, name } = press.user;
  const answer = {
    verdict: action.action_id,
    via: 'slack' as const,
    by: `${(username ?? name ?? '').slice(0, maxNameLength)} ${id.slice(0, maxNameLength)}`.trim(),
    formId: `slack ${press.container?.message_ts ?? ''}`,
  };
  const taken = await takePress(action.value, answer, nowMs, nowMs + tellingMs, deps);
  await updateMessage(press, taken, deps);
  return plainResponse(200);
}

async function isSigned(
  { headers }: HttpRequest,
  body: string,
  nowMs: number,
  { secret }: Pick<RespondDeps, 'secret'>,
): Promise<boolean> {
  const signature = headers['x-slack-signature'] ?? '';
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > maxAgeSeconds) return false;
  const { slackSigningSecret } = await secret();
  if (slackSigningSecret === undefined) return false;
  const expected = createHmac('sha256', slackSigningSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return timingSafeEqual(Buffer.from(`v0=${expected}`), Buffer.from(signature));
}

/** Adds a line to the message, which otherwise stays as it is, or tells whoever pressed why not. A failure changes nothing. */
async function updateMessage(press: Press, taken: TakenAnswer, deps: RespondDeps): Promise<void> {
  const url = slackUrl(press.response_url);
  if (url === undefined) return;
  const { config, post, log } = deps;
  const sentence = slackNeutral(pressSentence(taken, config));
  const { message } = press;
  const update =
    taken.state === 'kept' && message !== undefined
      ? {
          replace_original: true,
          text: message.text,
          blocks: [...message.blocks, contextBlock(sentence)],
          attachments: message.attachments,
        }
      : { replace_original: false, response_type: 'ephemeral', text: sentence };
  await post(url, JSON.stringify(update), updatingMs).catch(() =>
    log({ level: 'WARN', message: 'incidentAnswer', state: 'messageNotUpdated' }),
  );
}

/** The press says where to answer it. Only Slack's own host is asked, whatever it says. */
function slackUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSlack =
    url.protocol === 'https:' &&
    ['hooks.slack.com', 'hooks.slack-gov.com'].includes(url.host) &&
    url.username + url.password === '';
  return isSlack ? url : undefined;
}

function contextBlock(text: string): { type: string } & Record<string, unknown> {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}
