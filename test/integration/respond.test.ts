import { describe, expect } from 'vitest';
import { roomRefOf, signToken, tokenLifetimeMs } from '../../lib/respond/answer-token.ts';
import { readSampleEvent } from '../lib/sample-events.ts';
import { status } from './support/chat-room.ts';
import { succeeded } from './support/invocation-outcome.ts';
import {
  ledgerTable,
  linkKey,
  pageUrl,
  type RespondScene,
  respondTest,
} from './support/respond-scene.ts';

const test = respondTest;

const session = '203.0.113.24';
const colleague = '198.51.100.7';

/** A sign-in that was told, with the links that the room was given. */
async function toldSignIn(scene: RespondScene) {
  scene.putWebhook({ dooray: scene.room.url });
  const rootEvent = await scene.startRootEvent();
  expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
  const [planned = '', notUs = ''] = linksIn(scene.room.posts[0]?.rawBody ?? '');
  return { rootEvent, planned, notUs };
}

const linksIn = (body: string): string[] =>
  [...body.matchAll(/https:\/\/[^"|\s)]+\/i\/[^"|\s)>]+/g)].map(([url]) => url);
const formIn = (html: string): string => /name="form" value="([\w-]{22})"/.exec(html)?.[1] ?? '';
const rowsOf = async ({ dynamodb }: RespondScene) =>
  (await dynamodb.scan(ledgerTable)).toSorted((a, b) => `${a['pk']}`.localeCompare(`${b['pk']}`));
const answersOf = async (scene: RespondScene): Promise<Record<string, unknown>[]> => {
  const row = (await rowsOf(scene)).find(({ pk }) => `${pk}`.startsWith('incident#'));
  return [...((row?.['answers'] as Set<string> | undefined) ?? [])].map((it) => JSON.parse(it));
};

const formHeaders = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
};
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: formHeaders,
  body: new URLSearchParams(fields).toString(),
});

describe('a link in an alert', () => {
  test('is one for each answer, leads to the page, and changes nothing when it is opened, however often', async ({
    scene,
  }) => {
    const { planned, notUs } = await toldSignIn(scene);
    expect(planned).toMatch(new RegExp(`^${pageUrl}/i/[\\w-]{64}\\?answer=planned$`));
    expect(notUs).toMatch(new RegExp(`^${pageUrl}/i/[\\w-]{64}\\?answer=notUs$`));
    const respond = await scene.startRespond();
    const before = await rowsOf(scene);

    const page = await scene.ask(respond, planned);
    const again = await scene.ask(respond, planned);
    const head = await scene.ask(respond, notUs, { method: 'HEAD' });

    expect([page.statusCode, again.statusCode, head.statusCode]).toEqual([200, 200, 200]);
    expect(head.body).toBe('');
    for (const said of ['111122223333', 'ConsoleLogin', session, '11-04 02:42:09 KST']) {
      expect(page.body).toContain(said);
    }
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
    });
    expect(await rowsOf(scene)).toEqual(before);
    expect(scene.room.posts).toHaveLength(1);
  });

  test('takes an answer, which the room hears once, though the form is sent twice', async ({
    scene,
  }) => {
    const { planned } = await toldSignIn(scene);
    const respond = await scene.startRespond();
    const page = await scene.ask(respond, planned);
    const sent = form({
      form: formIn(page.body),
      verdict: 'planned',
      who: '김민수',
      why: '결제 수단 교체',
    });

    const first = await scene.ask(respond, planned, sent);
    const second = await scene.ask(respond, planned, sent);

    expect(first.statusCode).toBe(303);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await answersOf(scene)).toMatchObject([
      {
        verdict: 'planned',
        via: 'link',
        room: 'dooray',
        by: '김민수',
        why: '결제 수단 교체',
        sourceIp: colleague,
        isFromSession: false,
      },
    ]);
    const [, line, ...others] = scene.room.posts;
    expect(others).toEqual([]);
    for (const said of [
      '계획된 작업',
      '김민수',
      '직접 쓴 이름',
      colleague,
      '결제 수단 교체',
      'dooray',
    ]) {
      expect(line?.rawBody).toContain(said);
    }
    const after = await scene.ask(respond, `${pageUrl}${first.headers['location']}`);
    expect(after.body).toContain('채팅방에도 알렸습니다');
    expect(after.body).toContain('김민수');
  });

  test('takes another answer from somebody else, and the room hears that they differ and what to do', async ({
    scene,
  }) => {
    const { planned, notUs } = await toldSignIn(scene);
    const respond = await scene.startRespond();
    const answer = async (url: string, verdict: string) => {
      const page = await scene.ask(respond, url);
      return scene.ask(respond, url, form({ form: formIn(page.body), verdict }));
    };
    await answer(planned, 'planned');
    await answer(notUs, 'notUs');

    const contest = scene.room.posts[2]?.rawBody ?? '';
    expect(contest).toContain('우리가 한 일이 아니라고');
    expect(contest).toContain('앞의 답변과 다릅니다');
    expect(contest).toContain('긴급');
    // The answer can be contested again where it is read.
    expect(linksIn(contest)).toHaveLength(2);
    const page = await scene.ask(respond, notUs);
    expect(page.body).toContain('지금 할 일');
    expect(page.body).toContain('--target-id 111122223333');
  });

  test('takes "planned" from the address of the session itself, and the room is told not to trust it', async ({
    scene,
  }) => {
    const { planned } = await toldSignIn(scene);
    const respond = await scene.startRespond();
    const page = await scene.ask(respond, planned);
    const sent = form({ form: formIn(page.body), verdict: 'planned', who: 'admin' });
    await scene.ask(respond, planned, { ...sent, sourceIp: session });

    expect(await answersOf(scene)).toMatchObject([{ isFromSession: true }]);
    expect(scene.room.posts[1]?.rawBody).toContain('root 세션과 같은 주소');
    expect(scene.room.posts[1]?.rawBody).toContain('믿지 마세요');
  });

  test('silences nothing: what root does next is told as ever', async ({ scene }) => {
    const { rootEvent, planned } = await toldSignIn(scene);
    const respond = await scene.startRespond();
    const page = await scene.ask(respond, planned);
    await scene.ask(respond, planned, form({ form: formIn(page.body), verdict: 'planned' }));
    expect(await rootEvent.invoke(readSampleEvent('root-create-access-key.json'))).toEqual(
      succeeded,
    );
    expect(scene.room.posts[2]?.rawBody).toContain('[긴급]');
    expect(linksIn(scene.room.posts[2]?.rawBody ?? '')).toHaveLength(2);
  });

  test('says at the page that the room could not be told, and the answer is told once it can', async ({
    scene,
  }) => {
    const { planned } = await toldSignIn(scene);
    const respond = await scene.startRespond();
    const page = await scene.ask(respond, planned);
    scene.room.willAnswer(...Array.from({ length: 20 }, () => status(403)));
    const sent = form({ form: formIn(page.body), verdict: 'planned', who: '김민수' });
    const { headers } = await scene.ask(respond, planned, sent);
    const result = await scene.ask(respond, `${pageUrl}${headers['location']}`);
    expect(result.body).toContain('아직 알리지 못했습니다');
    expect(await answersOf(scene)).toHaveLength(1);

    scene.room.willAnswer();
    const before = scene.room.posts.length;
    // Sent again, as by a reload: whoever times the incident does the same.
    for (const { pk } of await rowsOf(scene)) {
      if (`${pk}`.startsWith('event#incident-')) {
        await scene.dynamodb.setNumber(ledgerTable, `${pk}`, 'leaseUntil', Date.now() - 1);
      }
    }
    await scene.ask(respond, planned, sent);
    await scene.ask(respond, planned, sent);
    expect(scene.room.posts).toHaveLength(before + 1);
    expect(await answersOf(scene)).toHaveLength(1);
  });
});

describe('nothing is asked of the ledger, and nobody is told, for', () => {
  const claims = {
    incidentId: '0123456789',
    roomRef: roomRefOf('dooray'),
    expiresAtMs: Date.now() + tokenLifetimeMs,
  };
  const own = signToken(claims, 'link', linkKey);
  test.for<[string, string]>([
    ['a token of another key', signToken(claims, 'link', 'x'.repeat(64))],
    [
      'an expired token',
      signToken({ ...claims, expiresAtMs: Date.now() - 1_000 }, 'link', linkKey),
    ],
    ['the token of a button', signToken(claims, 'button', linkKey)],
    ['a token for another incident', `${own.slice(0, 4)}A${own.slice(5)}`],
    ['a truncated token', own.slice(0, 63)],
    ['an overlong token', own.repeat(100)],
    ['a token with a path behind it', `${own}/${own}`],
    ['no token', ''],
  ])('%s', async ([, token], { scene }) => {
    scene.putWebhook({ dooray: scene.room.url });
    const respond = await scene.startRespond();
    for (const options of [
      {},
      { method: 'HEAD' },
      form({ form: 'a'.repeat(22), verdict: 'planned' }),
    ]) {
      const { statusCode } = await scene.ask(respond, `/i/${token}`, options);
      expect(statusCode).toBe(404);
    }
    expect(scene.dynamodb.count()).toBe(0);
    // Read while the function loads; on a busy machine perhaps once more.
    expect(new Set(scene.secrets.reads.map(({ secretId }) => secretId))).toEqual(
      new Set(['root-alert/prod/webhook', 'root-alert/prod/respond']),
    );
    expect(scene.room.posts).toEqual([]);
  });

  test.for<[string, number, object]>([
    [
      'a form from another site',
      403,
      { headers: { ...formHeaders, 'sec-fetch-site': 'cross-site' } },
    ],
    ['a form of another type', 415, { headers: { 'content-type': 'text/plain' } }],
    ['a form that is too long', 413, { body: `why=${'x'.repeat(9_000)}` }],
    ['a form without an answer', 400, { body: `form=${'a'.repeat(22)}` }],
    ['another method', 404, { method: 'DELETE' }],
  ])('%s', async ([, expected, options], { scene }) => {
    scene.putWebhook({ dooray: scene.room.url });
    const respond = await scene.startRespond();
    const sent = { ...form({ form: 'a'.repeat(22), verdict: 'planned' }), ...options };
    const { statusCode } = await scene.ask(respond, `/i/${own}`, sent);
    expect(statusCode).toBe(expected);
    expect(scene.dynamodb.count()).toBe(0);
    expect(scene.room.posts).toEqual([]);
  });

  test('a token that we signed of an incident that nobody knows', async ({ scene }) => {
    scene.putWebhook({ dooray: scene.room.url });
    const respond = await scene.startRespond();
    const sent = form({ form: 'a'.repeat(22), verdict: 'planned' });
    expect((await scene.ask(respond, `/i/${own}`)).statusCode).toBe(404);
    expect((await scene.ask(respond, `/i/${own}`, sent)).statusCode).toBe(404);
    expect(await rowsOf(scene)).toEqual([]);
    expect(scene.room.posts).toEqual([]);
  });
});

test('a form in base64 is read as one that is not', async ({ scene }) => {
  const { planned } = await toldSignIn(scene);
  const respond = await scene.startRespond();
  const page = await scene.ask(respond, planned);
  const sent = form({ form: formIn(page.body), verdict: 'notUs', who: '김' });
  const { statusCode } = await scene.ask(respond, planned, {
    ...sent,
    body: Buffer.from(sent.body).toString('base64'),
    isBase64Encoded: true,
  });
  expect(statusCode).toBe(303);
  expect(await answersOf(scene)).toMatchObject([{ verdict: 'notUs', by: '김' }]);
});

test('no log has a token, the key, or what somebody wrote', async ({ scene }) => {
  const { planned } = await toldSignIn(scene);
  const respond = await scene.startRespond();
  const page = await scene.ask(respond, planned);
  await scene.ask(
    respond,
    planned,
    form({ form: formIn(page.body), verdict: 'planned', who: 'Hong Gildong', why: 'qwertz' }),
  );
  await scene.ask(respond, `/i/${'A'.repeat(64)}`);
  const token = new URL(planned).pathname.slice('/i/'.length);
  expect(scene.logs()).toContain('incidentAnswer');
  for (const secret of [token, linkKey, 'Hong Gildong', 'qwertz', 'AAAAAAAA', '127.0.0.1']) {
    expect(scene.logs()).not.toContain(secret);
  }
});

describe('an alert goes without links, and no later,', () => {
  test('while the secret with the key does not answer', async ({ scene }) => {
    scene.putWebhook({ dooray: scene.room.url });
    scene.secrets.remove('root-alert/prod/respond');
    const rootEvent = await scene.startRootEvent();
    expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
    expect(scene.room.posts).toHaveLength(1);
    expect(linksIn(scene.room.posts[0]?.rawBody ?? '')).toEqual([]);
  });

  test('where nobody asked for answers', async ({ scene }) => {
    scene.putWebhook({ dooray: scene.room.url });
    scene.secrets.put('root-alert/prod/none', 'x');
    const { startLambda } = await import('./support/lambda-runtime.ts');
    const rootEvent = await startLambda({
      functionName: 'rootEvent',
      env: { ...scene.secrets.environment, ...scene.dynamodb.environment },
    });
    expect(await rootEvent.invoke(readSampleEvent('root-login.json'))).toEqual(succeeded);
    await rootEvent.stop();
    expect(linksIn(scene.room.posts[0]?.rawBody ?? '')).toEqual([]);
    expect(scene.secrets.reads.map(({ secretId }) => secretId)).toEqual([
      'root-alert/prod/webhook',
    ]);
  });
});
