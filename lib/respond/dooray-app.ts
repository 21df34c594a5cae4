import { createHash, timingSafeEqual } from 'node:crypto';
import { readAnswers, verdicts } from '../incident/answer.ts';
import { answerWords } from '../messages/answer-words.ts';
import { type DoorayWords, doorayWords } from '../messages/words-dooray.ts';
import { dooraySafe } from '../rooms/dooray/dooray-text.ts';
import { readToken, roomRefOf } from './answer-token.ts';
import { connectRoom, disconnectRoom } from './connect-dooray-room.ts';
import { openDialog, tokenOfDialog } from './dooray-dialog.ts';
import { latestIncidents, updatedIncidents } from './dooray-incidents.ts';
import { announcement, type DoorayMessage, whisper } from './dooray-message.ts';
import {
  type DoorayCommand,
  type DoorayDialog,
  type DoorayPress,
  type DoorayRequest,
  readDoorayRequest,
} from './dooray-request.ts';
import {
  doorayRoomsName,
  isConnected,
  maxDoorayRooms,
  placeOf,
  readDoorayRooms,
} from './dooray-rooms.ts';
import type { HttpRequest } from './http-request.ts';
import { type HttpResponse, jsonResponse, plainResponse } from './http-response.ts';
import { pressSentence } from './press-sentence.ts';
import { reportFailure } from './report-failure.ts';
import type { RespondDeps } from './respond-deps.ts';
import { takeAnswer } from './take-answer.ts';

/** The guide does not say how long Dooray waits for an answer. Whoever pressed should not wait long. */
const tellingMs = 1_500;
const connectingMs = 3_000;

/** The app as its requests prove it. */
interface App {
  readonly token: string;
  /** Of the tenant: no other host is ever asked. */
  readonly domain: string;
}

/** Takes what the Dooray app sends: a command, a press of a button, a dialog. */
export async function answerByDooray(
  request: HttpRequest,
  _rest: string,
  deps: RespondDeps,
): Promise<HttpResponse> {
  if (request.body === undefined) return plainResponse(413);
  const sent = readDoorayRequest(request.body);
  if (sent === undefined) return plainResponse(400);
  const { doorayAppToken, doorayDomain } = await deps.secret();
  if (doorayAppToken === undefined || !isProven(sent, doorayAppToken)) return plainResponse(401);
  const words = doorayWords[deps.config.locale];
  if (doorayDomain === undefined) return jsonResponse(whisper(words.noDomain));
  if (sent.tenantDomain !== doorayDomain) {
    deps.log({ level: 'WARN', message: 'doorayApp', state: 'otherTenant' });
    return plainResponse(403);
  }
  const app = { token: doorayAppToken, domain: doorayDomain };
  try {
    if (sent.kind === 'dialog') return await takeDialog(sent, app, deps);
    const message =
      sent.kind === 'press'
        ? await takePress(sent, app, deps)
        : await takeCommand(sent, app, words, deps);
    return jsonResponse(message);
  } catch (error) {
    reportFailure(error, deps);
    return sent.kind === 'dialog'
      ? jsonResponse({ errors: [{ name: 'why', error: words.failed }] })
      : jsonResponse(whisper(words.failed));
  }
}

/**
 * Whether a request has the token of the app. A dialog comes without one, and proves itself by a token of ours; with another app's
 * it is refused like the rest.
 */
function isProven({ kind, appToken }: DoorayRequest, expected: string): boolean {
  if (appToken === undefined) return kind === 'dialog';
  const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashOf(appToken), hashOf(expected));
}

async function isFromConnectedRoom(
  sent: DoorayRequest,
  app: App,
  { ledger }: RespondDeps,
): Promise<boolean> {
  return isConnected(readDoorayRooms(await ledger.state(doorayRoomsName), app.token), sent);
}

async function takeCommand(
  command: DoorayCommand,
  app: App,
  words: DoorayWords,
  deps: RespondDeps,
): Promise<DoorayMessage> {
  const endsAtMs = deps.clock.now() + connectingMs;
  switch (command.text) {
    case '연결':
    case 'connect': {
      const outcome = await connectRoom(command, app.token, endsAtMs, deps);
      if (outcome === 'isConnected') return announcement(words.isConnected);
      return whisper(outcome === 'tooMany' ? words.tooMany(maxDoorayRooms) : words[outcome]);
    }
    case '해제':
    case 'disconnect': {
      const outcome = await disconnectRoom(command, app.token, endsAtMs, deps);
      return outcome === 'isDisconnected' ? announcement(words[outcome]) : whisper(words[outcome]);
    }
    case '':
      if (!(await isFromConnectedRoom(command, app, deps))) return whisper(words.notConnected);
      return (await latestIncidents(command, deps)) ?? whisper(words.none);
    default:
      return whisper(words.help);
  }
}

async function takePress(press: DoorayPress, app: App, deps: RespondDeps): Promise<DoorayMessage> {
  const { config, clock } = deps;
  const [name, text = ''] = press.value.split(' ');
  const verdict = verdicts.find((it) => it === name);
  const keyOf = async (): Promise<string> => (await deps.secret()).linkKey;
  const token = await readToken(text, 'dooray', clock.now(), keyOf);
  if (token === undefined || verdict === undefined) {
    return whisper(answerWords[config.locale].buttonTooOld);
  }
  if (
    token.roomRef !== roomRefOf(placeOf(press)) ||
    !(await isFromConnectedRoom(press, app, deps))
  ) {
    return whisper(doorayWords[config.locale].notConnected);
  }
  const { incidentId, roomRef } = token;
  const answer = {
    incidentId,
    roomRef,
    verdict,
    via: 'dooray' as const,
    by: nameOf(press),
    formId: `dooray ${press.logId} ${press.triggerId}`,
  };
  const taken = await takeAnswer(answer, clock.now() + tellingMs, deps);
  if (taken.state !== 'kept') return whisper(dooraySafe(pressSentence(taken, config)));
  // "Not us" has no time for a question.
  if (verdict === 'planned') await openDialog(press, token, app.domain, deps);
  return await updatedIncidents(press.callbackId, incidentId, press, deps);
}

/** The reason is an answer of its own, which the rooms of alerts hear like any other. */
async function takeDialog(
  dialog: DoorayDialog,
  app: App,
  deps: RespondDeps,
): Promise<HttpResponse> {
  const token = await tokenOfDialog(dialog, deps);
  if (token === undefined || token.roomRef !== roomRefOf(placeOf(dialog)))
    return plainResponse(401);
  if (!(await isFromConnectedRoom(dialog, app, deps))) return plainResponse(401);
  const { why } = dialog;
  if (why === '') return plainResponse(200);
  const { incidentId, roomRef } = token;
  const answer = {
    incidentId,
    roomRef,
    verdict: 'planned' as const,
    via: 'dooray' as const,
    by: await whoPressed(incidentId, dialog.userId, deps),
    why,
    formId: `dooray dialog ${dialog.callbackId}`,
  };
  const taken = await takeAnswer(answer, deps.clock.now() + tellingMs, deps);
  if (taken.state === 'kept') return plainResponse(200);
  return jsonResponse({ errors: [{ name: 'why', error: pressSentence(taken, deps.config) }] });
}

/**
 * Whoever pressed, as Dooray named them with the press. Nothing proves the name in a dialog: whoever pressed sees what it says of
 * itself, and could send it with another.
 */
async function whoPressed(
  incidentId: string,
  userId: string,
  { ledger }: Pick<RespondDeps, 'ledger'>,
): Promise<string> {
  const row = await ledger.incident(incidentId);
  const presses = readAnswers(row?.answers ?? []).filter(({ via }) => via === 'dooray');
  return presses.findLast(({ by }) => by?.split(' ').at(-1) === userId)?.by ?? userId;
}

/** Dooray names people by number, and not always by name. */
function nameOf({ userName, userId }: DoorayRequest): string {
  return `${userName} ${userId}`.trim();
}
