import type { ServerResponse } from 'node:http';
import {
  type Answer,
  type ChatRoom,
  endlessBody,
  hang,
  ok,
  okButNo,
  redirect,
  reset,
  resetMidAnswer,
  slowly,
  status,
  tooMany,
} from './chat-room.ts';

/** What an answer of a room means for an alert. */
export type Fate =
  /** The room has it. */
  | 'accepted'
  /** The second post was accepted. */
  | 'acceptedAtSecondPost'
  /** This webhook will never take it. */
  | 'refusedForGood'
  /** Posted again and again until the invocation’s time is up. */
  | 'retriedInVain'
  /** As before, but no post ever reached the room. */
  | 'neverReached'
  /** One post, and no time for another. */
  | 'leftForLater';

export type AnswerCase = {
  /** After “The room …”. */
  readonly says: string;
  readonly fate: Fate;
  /** What the error says of the room; undefined when there is none. */
  readonly reason?: string;
  /** Between the first post and the second there must be this time at least. */
  readonly waitMs?: number;
  /** Time of the invocation, of which 5 s are kept back, or a quarter. */
  readonly remainingTimeMs: number;
  /** Makes the room answer so. */
  readonly play: (room: ChatRoom, elsewhere: ChatRoom) => void | Promise<void>;
};

/** Enough for any two posts, and for a busy machine: rootEvent has as much. */
const enoughMs = 30_000;
/** Over before a room that hangs is given up for other reasons. */
const shortMs = 4_700;

const plays =
  (...answers: readonly Answer[]): AnswerCase['play'] =>
  (room) =>
    room.willAnswer(...answers);

/** A date has whole seconds: this one is one and a half to two and a half ahead. */
const tooManyUntilSoon: Answer = (response: ServerResponse): void => {
  const date = new Date(Date.now() + 2_500).toUTCString();
  response.writeHead(429, { 'Retry-After': date }).end('rate_limited');
};

const unavailable = (retryAfter: string): Answer => ({
  status: 503,
  headers: { 'Retry-After': retryAfter },
});

const accepted = (says: string, answer: Answer): AnswerCase => ({
  says,
  fate: 'accepted',
  remainingTimeMs: enoughMs,
  play: plays(answer),
});

const acceptedAtSecondPost = (says: string, answer: Answer): AnswerCase => ({
  says,
  fate: 'acceptedAtSecondPost',
  remainingTimeMs: enoughMs,
  play: plays(answer, ok()),
});

const refusedForGood = (says: string, reason: string, answer: Answer): AnswerCase => ({
  says,
  fate: 'refusedForGood',
  reason,
  remainingTimeMs: enoughMs,
  play: plays(answer),
});

const retriedInVain = (says: string, reason: string, answer: Answer): AnswerCase => ({
  says,
  fate: 'retriedInVain',
  reason,
  remainingTimeMs: enoughMs,
  play: plays(answer),
});

const leftForLater = (says: string, reason: string, answer: Answer): AnswerCase => ({
  says,
  fate: 'leftForLater',
  reason,
  remainingTimeMs: shortMs,
  play: plays(answer),
});

/** Everything a room can answer. */
export const answerCases: readonly AnswerCase[] = [
  accepted('answers 200', ok()),
  accepted('answers 204 without a body', { status: 204 }),
  accepted('answers 200 after 1.5 s', slowly(1_500, ok())),
  accepted('answers 200 with a body that never ends', endlessBody()),

  refusedForGood(
    'answers 200 but says no',
    'answered 200 but did not accept the message',
    okButNo(),
  ),
  ...(
    [
      ['`isSuccessful: "false"`', '{"header":{"isSuccessful":"false"}}'],
      ['`resultCode: -1` alone', '{"header":{"resultCode":-1}}'],
      ['`{"ok": false}`', '{"ok":false}'],
      ['`no_service`', 'no_service'],
    ] as const
  ).map(([says, body]) =>
    refusedForGood(
      `answers 200 and ${says}`,
      'answered 200 but did not accept the message',
      status(200, body),
    ),
  ),
  ...[400, 401, 403, 404, 410, 413].map((code) =>
    refusedForGood(`answers ${code}`, `answered ${code}`, status(code, 'no')),
  ),
  {
    ...refusedForGood('answers 302 to somewhere else', 'answered 302', ok()),
    play: (room, elsewhere) => room.willAnswer(redirect(elsewhere.urlFor('elsewhere-token'))),
  },

  ...[408, 429, 500, 502].map((code) =>
    retriedInVain(`answers ${code}`, `answered ${code}`, status(code)),
  ),
  retriedInVain('answers 500 with a body that never ends', 'answered 500', endlessBody(500)),
  acceptedAtSecondPost('answers 500, then 200', status(500)),
  {
    ...acceptedAtSecondPost(
      'answers 429 with Retry-After: 2, then 200',
      tooMany({ retryAfterSeconds: 2 }),
    ),
    waitMs: 2_000,
  },
  {
    ...acceptedAtSecondPost(
      'answers 429 with Retry-After: a date soon, then 200',
      tooManyUntilSoon,
    ),
    waitMs: 1_500,
  },
  {
    ...acceptedAtSecondPost('answers 503 with Retry-After: 2, then 200', unavailable('2')),
    waitMs: 2_000,
  },
  leftForLater(
    'answers 429 with Retry-After: 60',
    'answered 429',
    tooMany({ retryAfterSeconds: 60 }),
  ),
  leftForLater(
    'answers 429 with Retry-After: a date too late',
    'answered 429',
    tooMany({ retryAfterDate: new Date(Date.now() + 3_600_000) }),
  ),
  leftForLater('answers 503 with Retry-After: 60', 'answered 503', unavailable('60')),

  {
    says: 'refuses connections',
    fate: 'neverReached',
    reason: 'gave no answer (ECONNREFUSED)',
    remainingTimeMs: shortMs,
    play: (room) => room.close(),
  },
  {
    says: 'refuses connections for half a second, then answers 200',
    fate: 'accepted',
    remainingTimeMs: enoughMs,
    async play(room) {
      await room.close();
      setTimeout(() => void room.open(), 500);
    },
  },
  retriedInVain('resets the connection', 'gave no answer (ECONNRESET)', reset()),
  acceptedAtSecondPost('resets the connection, then answers 200', reset()),
  retriedInVain(
    'resets the connection amid its answer',
    'gave no answer (ECONNRESET)',
    resetMidAnswer(),
  ),
  leftForLater('never answers', 'gave no answer (TIMEOUT)', hang()),
  acceptedAtSecondPost('does not answer for 10 s, then answers 200', hang()),
  leftForLater('answers 200 after 5 s, too late', 'gave no answer (TIMEOUT)', slowly(5_000, ok())),
];
