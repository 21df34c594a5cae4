import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Locale } from '../../lib/config.ts';
import { containEvent } from '../../lib/contain/contain-notice.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import { type Answer, ok, type Post, status } from './support/chat-room.ts';
import { matches } from './support/event-pattern.ts';
import { incidentPage, type Moment, withIncident } from './support/incident-page.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { minuteMs, type Night, startNight } from './support/night.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { resource } from './support/packaged-service.ts';
import { apiEvent, linkKey, pageUrl, respondSecret } from './support/respond-scene.ts';
import type { RootUseEvent } from './support/root-use-event.ts';

/** When it begins: a Sunday, in the small hours of Seoul. */
const beginsAtMs = Date.parse('2026-10-03T17:30:00Z');
const account = '444455556666';
const thief = '203.0.113.24';
const accountName = 'Payments';

type Room = {
  readonly token: string;
  readonly kind: 'dooray' | 'slack';
  readonly name: string;
  readonly escalation?: true;
};

/** Each language has a Dooray, a Slack and a room for escalation, so that its page shows all three. */
const rooms: Readonly<Record<Locale, readonly Room[]>> = {
  ko: [
    { token: 't1', kind: 'dooray', name: '운영팀' },
    { token: 't2', kind: 'slack', name: '보안팀' },
    { token: 't3', kind: 'dooray', name: '당직', escalation: true },
  ],
  en: [
    { token: 't4', kind: 'dooray', name: 'operations' },
    { token: 't5', kind: 'slack', name: 'security' },
    { token: 't6', kind: 'dooray', name: 'duty', escalation: true },
  ],
};
const locales = ['ko', 'en'] as const;
const teams = locales.flatMap((locale) => rooms[locale].filter(({ escalation }) => !escalation));
const doorays = teams.filter(({ kind }) => kind === 'dooray');
const placeOf: Readonly<Record<Room['kind'], string>> = { dooray: 'Dooray', slack: 'Slack' };

let scene: OutboxScene;
let night: Night;
let respond: Lambda;
let reconcile: Lambda;
const deeds: Moment[] = [];
/** Ids of the uses that had to be told. */
const uses: string[] = [];
let events = 0;

beforeEach(async () => {
  scene = await startOutboxScene();
  scene.clock.stopAt(beginsAtMs);
  const env = {
    RESPOND_URL: pageUrl,
    RESPOND_SECRET_ID: respondSecret,
    ESCALATE_MINUTES: '10',
    FOLLOW_UP: 'on',
    ACCOUNTS: `${account}=${accountName}`,
  };
  scene.secrets.put(respondSecret, JSON.stringify({ linkKey }));
  const entries = locales.flatMap((locale) =>
    rooms[locale].map(({ token, ...room }) => {
      if (room.kind === 'slack') scene.room.at(token).willAnswer(status(200, 'ok'));
      return { ...room, url: scene.room.urlFor(token), locale };
    }),
  );
  night = await startNight(scene, env, { rooms: entries });
  [respond, reconcile] = [
    await scene.start('respond', { env }),
    await scene.start('reconcile', { env }),
  ];
});
afterEach(() => scene.stop());

/** Lets time pass until a time of that night in Seoul. */
async function until(time: string): Promise<void> {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const atMs = beginsAtMs + ((hours - 2) * 60 + minutes - 30) * minuteMs + seconds * 1_000;
  while (Date.now() < atMs) await night.pass(Math.min(1, (atMs - Date.now()) / minuteMs));
}

/**
 * Takes nothing. The clock goes on when it is asked soon again: whoever posts waits for a second to pass, for one more with
 * each post, and by a clock that stands still none does.
 */
const takesNothing =
  (token: string): Answer =>
  (response) => {
    const [before, latest] = scene.room.at(token).posts.slice(-2);
    if (before && latest && latest.atMs - before.atMs < 3_000) scene.clock.jump(1_000);
    response.writeHead(403).end();
  };

function says(ko: string, en: string): void {
  deeds.push({ atMs: Date.now(), deed: { ko, en } });
}

/** A record like a sample of `events/`, of this account and night. */
function eventLike(file: string, detail: Readonly<Record<string, unknown>> = {}): RootUseEvent {
  const sample = readSampleEvent(file);
  events += 1;
  const identity = sample.detail['userIdentity'] as Readonly<Record<string, unknown>>;
  const time = new Date(Date.now()).toISOString().replace(/\.\d+/, '');
  const drill = String(sample['source']).startsWith('root-alert.drill');
  return {
    ...sample,
    ...(drill && { source: 'root-alert.drill.prod' }),
    account,
    time,
    detail: {
      ...sample.detail,
      userIdentity: {
        ...identity,
        principalId: account,
        accountId: account,
        arn: `arn:aws:iam::${account}:root`,
      },
      recipientAccountId: account,
      sourceIPAddress: thief,
      eventTime: time,
      ...detail,
      eventID: `5c1d0e2f-0000-4000-8000-${String(events).padStart(12, '0')}`,
    },
  };
}

const sessionOf = (event: RootUseEvent) => ({
  ...Object(event.detail['userIdentity']),
  accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE',
});

/** Root does something, and EventBridge brings it four seconds later, if the rule lets it pass. */
async function happens(event: RootUseEvent): Promise<void> {
  await night.pass(4 / 60);
  if (!matches(resource('RootUseRule').Properties['EventPattern'], event)) return;
  uses.push(event.detail.eventID);
  await night.use(event);
}

const inSession = (file: string, detail: Readonly<Record<string, unknown>> = {}) => {
  const event = eventLike(file, detail);
  return happens({
    ...event,
    detail: { ...event.detail, userIdentity: sessionOf(event) },
  });
};

const linksIn = (body: string): string[] =>
  [...body.matchAll(/https:\/\/[^"|\s)]+\/i\/[^"|\s)>]+/g)].map(([url]) => url);

/** By the link in the latest alert. */
async function answerNotUs(): Promise<void> {
  const { posts } = scene.room.at('t5');
  const link = posts.flatMap(({ rawBody }) => linksIn(rawBody)).findLast((it) => /notUs/.test(it));
  const page = await respond.invoke(apiEvent(link ?? ''));
  const { body } = Object(page.ok ? page.result : undefined);
  const fields = {
    form: /name="form" value="([\w-]{22})"/.exec(String(body))?.[1] ?? '',
    verdict: 'notUs',
    who: 'Minsu Kim',
    why: 'nobody of us is at work',
  };
  const sent = await respond.invoke(
    apiEvent(link ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams(fields).toString(),
    }),
  );
  expect(sent).toMatchObject({ ok: true, result: { statusCode: 303 } });
}

test('an hour in which root is stolen: every use is told once in every room, and the page shows each message', async () => {
  await until('02:31:00');
  says(
    '누군가 root 비밀번호를 세 번 틀립니다.',
    'Somebody gets the password of root wrong, three times.',
  );
  for (let attempt = 0; attempt < 3; attempt += 1)
    await happens(eventLike('root-login-failed.json'));
  await until('02:34:00');
  says(
    '배포 담당 IAM 사용자가 액세스 키를 만들고, 한 번은 거부됩니다. root가 아니므로 아무에게도 알리지 않습니다.',
    'An IAM user who deploys makes an access key, and is refused another time. That is not root, and nobody hears of it.',
  );
  for (const refusal of [{}, { errorCode: 'AccessDenied' }]) {
    const user = {
      type: 'IAMUser',
      accountId: account,
      arn: `arn:aws:iam::${account}:user/deploy`,
    };
    await happens(eventLike('root-create-access-key.json', { userIdentity: user, ...refusal }));
  }
  await until('02:35:00');
  says('운영자가 훈련 이벤트를 보냅니다.', 'An operator sends a drill.');
  await happens(eventLike('root-drill.json', { sourceIPAddress: '192.0.2.10' }));
  await until('02:36:10');
  says('MFA 없이 root로 로그인합니다.', 'Somebody signs in as root, without MFA.');
  await happens(eventLike('root-login.json'));
  await until('02:37:05');
  says('root가 액세스 키를 만듭니다.', 'Root makes an access key.');
  await inSession('root-create-access-key.json');
  await until('02:38:00');
  says('Dooray가 메시지를 받지 않기 시작합니다.', 'Dooray stops taking messages.');
  const downFromMs = Date.now();
  for (const { token } of doorays) scene.room.at(token).willAnswer(takesNothing(token));
  await until('02:38:06');
  says('root가 추적을 멈춥니다.', 'Root stops the trail.');
  await inSession('root-stop-logging.json');
  await until('02:39:00');
  says(
    'root가 버킷 목록을 네 번 읽고, 조직에서 나가려다 거부됩니다.',
    'Root reads the list of buckets four times, and is refused when it wants to leave the organization.',
  );
  for (let read = 0; read < 4; read += 1) await inSession('root-list-buckets.json');
  await inSession('root-leave-organization-denied.json');
  await until('02:51:00');
  says('Dooray가 다시 메시지를 받습니다.', 'Dooray takes messages again.');
  const upFromMs = Date.now();
  for (const { token } of doorays) scene.room.at(token).willAnswer(ok());
  await until('02:58:00');
  says(
    '김민수가 Slack의 링크를 열고 “우리가 아니다”라고 답합니다.',
    'Minsu Kim opens the link in Slack and answers “not us”.',
  );
  await answerNotUs();
  await until('03:01:00');
  says(
    '김민수가 `npm run contain`으로 그 계정의 root를 차단합니다.',
    'Minsu Kim denies root in that account with `npm run contain`.',
  );
  const contained = await reconcile.invoke(
    containEvent({
      deed: 'attached',
      atMs: Date.now(),
      accountId: account,
      accountName,
      policyId: 'p-5c1d0e2f',
      by: 'arn:aws:sts::111122223333:assumed-role/incident/minsu.kim',
    }),
  );
  expect(contained).toMatchObject({ ok: true, result: { contain: { told: 'now' } } });
  await until('03:03:00');
  says(
    'root가 다시 추적을 멈추려다 거부됩니다.',
    'Root tries to stop a trail again, and is refused.',
  );
  await inSession('root-stop-logging-denied.json');
  await until('03:05:00');
  says('김민수가 이 일에도 답합니다.', 'Minsu Kim answers about that, too.');
  await answerNotUs();
  await until('04:30:00');

  const { posts } = scene.room;
  const accepted = posts.filter(
    ({ token, atMs }) =>
      !(doorays.some((it) => it.token === token) && atMs >= downFromMs && atMs < upFromMs),
  );
  expect(uses).toHaveLength(13);
  for (const { token, name } of teams) {
    const had = accepted.filter((post) => post.token === token);
    expect(had.map(countIn).reduce((sum, count) => sum + count, 0)).toBe(uses.length);
    expect(new Set(had.map(({ rawBody }) => rawBody)).size).toBe(had.length);
    for (const id of uses) {
      const alerts = had.filter((post) => countIn(post) > 0 && post.rawBody.includes(id));
      expect(alerts.length).toBeLessThanOrEqual(1);
      expect(toldBy(id).filter((room) => room === name)).toHaveLength(1);
    }
  }
  const nothing = { ready: [], delayed: [], inFlight: [] };
  expect(await scene.outbox.content()).toEqual(nothing);
  expect(await scene.undelivered.content()).toEqual(nothing);

  const moments = [...deeds, ...accepted.map((post) => ({ atMs: post.atMs, post }))].toSorted(
    (a, b) => a.atMs - b.atMs,
  );
  for (const locale of locales) {
    const names = rooms[locale].map(
      ({ token, kind, name }) => [token, `${placeOf[kind]} ${name}`] as const,
    );
    await expect(withIncident(locale, moments, new Map(names))).toMatchFileSnapshot(
      incidentPage(locale),
    );
  }
}, 300_000);

/** Of how many uses a post tells for the first time. */
function countIn({ body }: Post): number {
  const [headline = ''] = (body as { readonly text: string }).text.split('\n');
  const isAboutTold =
    /않았습니다|답했습니다|답이 왔습니다|계속되고|모두 \d+건|차단했습니다|Nobody has|still in use|of root in all|further use|somebody answered|Somebody answered|denied everything/;
  if (isAboutTold.test(headline)) return 0;
  const [, failedKo, failedEn] = /에서 (\d+)번 실패|\] (\d+) console/.exec(headline) ?? [];
  const [, moreKo, moreEn] = /외 (\d+)건|\+(\d+) more/.exec(headline) ?? [];
  return Number(failedKo ?? failedEn ?? 1 + Number(moreKo ?? moreEn ?? 0));
}

/** The rooms that have a use by the log, as often as it says so. */
function toldBy(eventId: string): string[] {
  return `${night.rootEvent.log()}\n${night.outbox.log()}`
    .split('\n')
    .filter((line) => line.includes('"message":"alert"') && line.includes(eventId))
    .flatMap(
      (line): { room: string; isTold: boolean }[] =>
        Object(JSON.parse(line.slice(line.indexOf('{')))).rooms ?? [],
    )
    .filter(({ isTold }) => isTold)
    .map(({ room }) => room);
}
