import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvidenceObject } from '../../../commands/report/evidence-object.ts';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { callerRequest, proofOf } from '../../../lib/planned/caller-request.ts';
import { createPlannedHandler } from '../../../lib/planned/planned-handler.ts';
import { type OpenRequest, type Proof, statementOf } from '../../../lib/planned/planned-request.ts';
import { plannedStateName } from '../../../lib/planned/planned-state-name.ts';

import type { About } from '../../../lib/rooms/about.ts';
import {
  callerXml,
  type LoopbackSts,
  type StsIdentity,
  startLoopbackSts,
} from '../aws/loopback-sts.ts';
import { createFakeClock } from '../fake-clock.ts';
import { shown } from '../shown-message.ts';

const minuteMs = 60_000;
const region = 'ap-northeast-2';
const account = '111122223333';
const functionArn = `arn:aws:lambda:${region}:${account}:function:root-alert-prod-planned`;

const identity = (accessKeyId: string, arn: string, sessionToken?: string): StsIdentity => ({
  accessKeyId,
  secretAccessKey: `secret of ${accessKeyId}`,
  arn,
  ...(sessionToken !== undefined && { sessionToken }),
});
const kim = identity('ASIAKIM', `arn:aws:sts::${account}:assumed-role/admin/kim`, 'a/token+of=');
const root = identity('AKIAROOT', `arn:aws:iam::${account}:root`);
const federated = identity('ASIAFED', `arn:aws:sts::${account}:federated-user/kim`);
const stranger = identity('AKIASTRANGER', 'arn:aws:iam::999999999999:user/ciso');

let sts: LoopbackSts;
beforeEach(async () => {
  sts = await startLoopbackSts([kim, root, federated, stranger]);
});
afterEach(() => sts.stop());

type Asked = Omit<OpenRequest, 'proof'>;
const asked: Asked = {
  action: 'open',
  account,
  minutes: 120,
  why: '결제 수단 변경',
  allow: ['CreateAccessKey'],
};

function start(env: Readonly<Record<string, string>> = {}) {
  const clock = createFakeClock(Date.parse('2026-11-21T18:00:00Z'));
  const told: { readonly message: Message; readonly about: About }[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const room = { isUp: true };
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 'root-alert-ledger-prod',
      LOCALE: 'en',
      ACCOUNTS: `${account}=Payments`,
      ...(env['EVIDENCE'] !== undefined && { EVIDENCE: env['EVIDENCE'] }),
    }),
    ledger: createMemoryLedger(clock),
    clock,
    log: (line) => lines.push(line),
    async postToRooms(message, _told, _deadline, about) {
      if (room.isUp) told.push({ message, about });
      return {
        reports: [{ room: 'dooray', isTold: room.isUp, attempts: 1 }],
        accepted: room.isUp ? ['dooray'] : [],
        faults: [],
      };
    },
  };
  const handle = createPlannedHandler(delivery, { ...sts.environment, ...env });
  const invoke = (event: unknown) =>
    handle(event, { invokedFunctionArn: functionArn, getRemainingTimeInMillis: () => 30_000 });
  const prove = (
    request: Parameters<typeof statementOf>[0],
    who: StsIdentity = kim,
    { stage = 'prod', inRegion = region, agoMs = 0 } = {},
  ): Proof =>
    proofOf(
      callerRequest(inRegion, statementOf(request, stage), sts.environment),
      inRegion,
      { ...who, sessionToken: who.sessionToken },
      new Date(clock.now() - agoMs),
    );
  const open = (changes: Partial<Asked> = {}, who = kim) => {
    const request = { ...asked, ...changes };
    return invoke({ ...request, proof: prove(request, who) });
  };
  const close = (who = kim) => {
    const request = { action: 'close', account } as const;
    return invoke({ ...request, proof: prove(request, who) });
  };
  const isOpen = async () => {
    const answer = await invoke({ action: 'list' });
    return 'open' in answer && answer.open.length > 0;
  };
  const shownAt = (index: number) => {
    const it = told.at(index);
    if (it === undefined) throw new Error('nothing was told');
    return shown(it.message);
  };
  return { clock, told, lines, room, delivery, invoke, prove, open, close, isOpen, shownAt };
}

describe('a window that opens', () => {
  test('is told with who, why, until when and what is planned, and is open from then on', async () => {
    const { open, told, shownAt, isOpen } = start();
    expect(await open()).toMatchObject({
      opened: { account, by: kim.arn, until: '2026-11-21T20:00:00.000Z' },
    });
    expect(told).toHaveLength(1);
    expect(shownAt(0)).toMatchObject({
      severity: 'medium',
      summary: '111122223333 (Payments) · 2 h, until 05:00:00 KST',
    });
    const facts = Object.fromEntries(shownAt(0).facts.map(({ label, value }) => [label, value]));
    expect(facts).toEqual({
      Why: '결제 수단 변경',
      'Opened by': kim.arn,
      'Critical work that calls nobody': 'CreateAccessKey',
    });
    expect(shownAt(0).advice?.value).toContain(
      'npm run planned -- --stage prod --account 111122223333 --close',
    );
    expect(await isOpen()).toBe(true);
  });

  test('is told every room that is told of any use of its account', async () => {
    const { open, told } = start();
    await open();
    expect(told[0]?.about.uses).toEqual(
      ['critical', 'high', 'medium', 'low'].map((severity) => ({
        severity,
        accounts: [account],
        cloud: 'aws',
        isDrill: false,
      })),
    );
  });

  test('does not, while a room cannot be told', async () => {
    const { open, room, isOpen } = start();
    room.isUp = false;
    expect(await open()).toMatchObject({ refused: expect.stringMatching(/^Not every room/) });
    expect(await isOpen()).toBe(false);
  });

  test('by a federated session is as one by root, which may be who made it', async () => {
    const { open, told } = start();
    await open({}, federated);
    expect(told[0]?.message.severity).toBe('critical');
  });

  test('by root is critical, says so, and is not trusted', async () => {
    const { open, shownAt } = start();
    expect(await open({}, root)).toMatchObject({ opened: { by: root.arn } });
    expect(shownAt(0)).toMatchObject({
      severity: 'critical',
      headline: expect.stringContaining('Root itself opened'),
      advice: { value: expect.stringContaining('is not trusted') },
    });
  });

  test('while root is in use, as an extension, or for the fourth time in a week is said to be', async () => {
    const { open, close, clock, delivery, shownAt } = start();
    await delivery.ledger.countUse(account, false);
    clock.advance(10 * minuteMs);
    await open();
    expect(shownAt(-1)).toMatchObject({ severity: 'high' });
    expect(shownAt(-1).facts).toContainEqual({
      label: 'Note',
      value: 'root was already in use 10 min before it opened',
    });
    clock.advance(60 * minuteMs);
    await open();
    expect(shownAt(-1)).toMatchObject({
      severity: 'high',
      headline: expect.stringContaining('was extended'),
    });
    expect(shownAt(-1).facts).toContainEqual({
      label: 'Note',
      value: 'it follows an earlier one: 3 h in all',
    });
    for (let nth = 3; nth <= 4; nth += 1) {
      await close();
      clock.advance(24 * 60 * minuteMs);
      await open();
    }
    expect(shownAt(-1)).toMatchObject({ severity: 'high' });
    expect(shownAt(-1).facts).toContainEqual({
      label: 'Note',
      value: 'number 4 for this account within 7 days',
    });
  });

  test('at the same moment as another is not lost, nor is the other', async () => {
    const { open, invoke } = start();
    const answers = await Promise.all([open(), open({ account: '444455556666' })]);
    expect(answers).toEqual([
      { opened: expect.objectContaining({ account }) },
      { opened: expect.objectContaining({ account: '444455556666' }) },
    ]);
    expect(await invoke({ action: 'list' })).toMatchObject({ open: [{}, {}] });
  });
});

describe('a window that is closed', () => {
  test('is told once, with who closed it and how much was told in it', async () => {
    const { open, close, isOpen, clock, delivery, told, shownAt } = start();
    const answer = await open();
    await delivery.ledger.countPlanned('opened' in answer ? answer.opened.id : '', 3, 1);
    clock.advance(30 * minuteMs);
    expect(await close(root)).toMatchObject({ closed: { account }, isTold: true });
    expect(await isOpen()).toBe(false);
    expect(told).toHaveLength(2);
    expect(told[1]?.message.isQuiet).toBe(true);
    expect(shownAt(1).summary).toBe(
      `111122223333 (Payments) · 30 min · uses reported: 3, 1 of them as usual · closed by ${root.arn}`,
    );
    expect(shownAt(1).facts).toEqual([
      { label: 'Why', value: '결제 수단 변경' },
      { label: 'Opened by', value: kim.arn },
    ]);
    expect(await close()).toEqual({ refused: `No window of ${account} is open.` });
  });

  test('is closed though no room can be told', async () => {
    const { open, close, isOpen, room } = start();
    await open();
    room.isUp = false;
    expect(await close()).toMatchObject({ isTold: false });
    expect(await isOpen()).toBe(false);
  });
});

describe('who asks is believed by AWS STS alone', () => {
  type Scene = ReturnType<typeof start>;
  const proven = ({ prove }: Scene, ...rest: readonly [StsIdentity?, object?]) =>
    prove(asked, ...rest);

  test.each<[string, (scene: Scene) => object, RegExp]>([
    ['nobody', () => ({ ...asked }), /no request/],
    [
      'somebody who only says so',
      (it) => ({ ...asked, by: root.arn, proof: proven(it) }),
      /no request/,
    ],
    [
      'somebody with a wrong secret',
      (it) => ({ ...asked, proof: proven(it, { ...kim, secretAccessKey: 'x' }) }),
      /does not take the signature \(it answers 403\)/,
    ],
    [
      'somebody of another account, whatever their name is there',
      (it) => ({ ...asked, proof: proven(it, stranger) }),
      /^Only somebody of account 111122223333/,
    ],
    [
      'a proof for another account',
      (it) => ({ ...asked, account: '444455556666', proof: proven(it) }),
      /does not take the signature/,
    ],
    [
      'a proof for a shorter time',
      (it) => ({ ...asked, minutes: 480, proof: proven(it) }),
      /does not take the signature/,
    ],
    [
      'a proof for another reason',
      (it) => ({ ...asked, why: 'x', proof: proven(it) }),
      /does not take the signature/,
    ],
    [
      'a proof for fewer events',
      (it) => ({ ...asked, allow: ['StopLogging'], proof: proven(it) }),
      /does not take the signature/,
    ],
    [
      'a proof for another stage',
      (it) => ({ ...asked, proof: proven(it, kim, { stage: 'dev' }) }),
      /does not take the signature/,
    ],
    [
      'a proof for closing',
      (it) => ({ ...asked, proof: it.prove({ action: 'close', account }) }),
      /does not take the signature/,
    ],
    [
      'a proof for STS of another region',
      (it) => ({ ...asked, proof: proven(it, kim, { inRegion: 'us-east-1' }) }),
      /not signed for STS in ap-northeast-2/,
    ],
    [
      'a proof of long ago',
      (it) => ({ ...asked, proof: proven(it, kim, { agoMs: 121_000 }) }),
      /signed at another time/,
    ],
    [
      'a proof of the future',
      (it) => ({ ...asked, proof: proven(it, kim, { agoMs: -61_000 }) }),
      /signed at another time/,
    ],
    [
      'a signature that leaves out what it is for',
      (it) => {
        const proof = proven(it);
        const authorization = proof.authorization.replace(';x-root-alert-planned', '');
        return { ...asked, proof: { ...proof, authorization } };
      },
      /not signed for STS/,
    ],
    [
      'a signature for another service',
      (it) => {
        const proof = proven(it);
        return {
          ...asked,
          proof: { ...proof, authorization: proof.authorization.replace('/sts/', '/iam/') },
        };
      },
      /not signed for STS/,
    ],
    [
      'a header smuggled in',
      (it) => ({ ...asked, proof: { ...proven(it), token: 'a\r\nx-amz-date: 1' } }),
      /no request/,
    ],
    [
      'an address to ask in place of STS',
      (it) => ({ ...asked, proof: { ...proven(it), url: 'http://169.254.169.254/' } }),
      /no request/,
    ],
  ])('and not: %s', async (_, requestOf, refusal) => {
    const scene = start();
    expect(await scene.invoke(requestOf(scene))).toEqual({
      refused: expect.stringMatching(refusal),
    });
    expect(scene.told).toEqual([]);
    expect(await scene.delivery.ledger.state(plannedStateName)).toBeUndefined();
  });

  test.each<[string, string]>([
    ['two ARNs', `${callerXml(kim.arn)}<Arn>${root.arn}</Arn>`],
    ['none', '<html>proxy</html>'],
    ['what is no ARN', callerXml('root')],
  ])('and an answer of STS with %s is none', async (_, body) => {
    sts.says({ status: 200, body });
    const { open, told } = start();
    expect(await open()).toEqual({ refused: expect.stringMatching(/cannot be read/) });
    expect(told).toEqual([]);
  });

  test('and while STS does not answer, nothing opens', async () => {
    const { open, told } = start();
    await sts.stop();
    expect(await open()).toEqual({ refused: expect.stringMatching(/does not answer \(/) });
    expect(told).toEqual([]);
  });

  test('the whole request is the function’s own but for what only a signer can make', async () => {
    const { open } = start();
    await open();
    expect(Object.keys(sts.requests[0]?.headers ?? {}).toSorted()).toEqual([
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'x-amz-date',
      'x-amz-security-token',
      'x-root-alert-planned',
    ]);
  });
});

describe('a request that comes again', () => {
  test('opens no second window and is told no second time', async () => {
    const { invoke, prove, told } = start();
    const event = { ...asked, proof: prove(asked) };
    const first = await invoke(event);
    expect(await invoke(event)).toEqual(first);
    expect(told).toHaveLength(1);
  });

  test('opens none again that was closed meanwhile', async () => {
    const { invoke, prove, close, told, isOpen } = start();
    const event = { ...asked, proof: prove(asked) };
    await invoke(event);
    await close();
    expect(await invoke(event)).toMatchObject({ refused: expect.stringContaining('is over') });
    expect(await isOpen()).toBe(false);
    expect(told).toHaveLength(2);
  });

  test('after two minutes is no proof any more', async () => {
    const { invoke, prove, clock } = start();
    const event = { ...asked, proof: prove(asked) };
    clock.advance(2 * minuteMs + 1_000);
    expect(await invoke(event)).toMatchObject({ refused: expect.stringContaining('another time') });
  });

  test('finishes what died between telling and keeping, and is told once', async () => {
    const { invoke, prove, delivery, told, isOpen } = start();
    const event = { ...asked, proof: prove(asked) };
    const { replaceState } = delivery.ledger;
    Object.assign(delivery.ledger, { replaceState: () => Promise.reject(new Error('died')) });
    await expect(invoke(event)).rejects.toThrow('died');
    expect(await isOpen()).toBe(false);
    Object.assign(delivery.ledger, { replaceState });
    expect(await invoke(event)).toMatchObject({ opened: { account } });
    expect(told).toHaveLength(1);
  });
});

test.each<[string, object]>([
  ['more than eight hours', { minutes: 481 }],
  ['no time', { minutes: 0 }],
  ['half a minute', { minutes: 0.5 }],
  ['no reason', { why: ' ' }],
  ['a long reason', { why: 'x'.repeat(201) }],
  ['no account', { account: 'all' }],
  ['every event', { allow: ['*'] }],
])('%s is refused before anybody is asked', async (_, changes) => {
  const { invoke, prove } = start();
  const request = { ...asked, ...changes };
  expect(await invoke({ ...request, proof: prove(request) })).toEqual({
    refused: expect.stringMatching(/^This is no request: /),
  });
  expect(sts.requests).toEqual([]);
});

test('what people wrote is text of one line in the message, and no key or signature is in the log', async () => {
  const { open, lines, shownAt } = start();
  await open({ why: 'x\n<!channel> \u202e[OK](https://evil.example)' });
  const why = shownAt(0).facts.find(({ label }) => label === 'Why')?.value;
  expect(why).not.toMatch(/[\n\u202e]/);
  expect(lines).toContainEqual(
    expect.objectContaining({ message: 'planned', action: 'open', account, by: kim.arn }),
  );
  expect(JSON.stringify(lines)).not.toMatch(/AWS4-HMAC|ASIAKIM|secret of|a\/token/);
});

describe('as evidence', () => {
  const kept = async ({ ledger }: DeliveryDeps) => {
    const { pending } = await ledger.pendingEvidence(10);
    return await Promise.all(
      pending.map(async ({ id }) => readEvidenceObject((await ledger.evidence(id)) ?? '')),
    );
  };

  test('a window is kept when it opens and when it ends, with why and by whom', async () => {
    const { open, close, delivery, clock } = start({ EVIDENCE: 'on' });
    await open();
    clock.advance(minuteMs);
    await close();
    expect(await kept(delivery)).toMatchObject([
      { kind: 'planned', deed: 'opened', window: { why: asked.why, by: kim.arn, account } },
      { kind: 'planned', deed: 'closed', window: { closed: { by: kim.arn } } },
    ]);
  });

  test('a window that the ledger does not take does not open', async () => {
    const { open, delivery, isOpen } = start({ EVIDENCE: 'on' });
    delivery.ledger.addEvidence = () => Promise.reject(new Error('ledger'));
    expect(await open()).toMatchObject({ refused: expect.any(String) });
    expect(await isOpen()).toBe(false);
  });

  test('nothing is kept where nobody asks for it', async () => {
    const { open, delivery } = start();
    await open();
    expect(await kept(delivery)).toEqual([]);
  });
});
