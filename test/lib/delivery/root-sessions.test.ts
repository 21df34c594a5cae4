import { beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { createRootEventHandler } from '../../../lib/delivery/root-event-handler.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent, withField } from '../sample-events.ts';
import { type ShownMessage, shown } from '../shown-message.ts';

const clock = createFakeClock(Date.parse('2026-11-18T07:46:00Z'));
const keyId = 'ASIAK5HD2MWR9EXAMPLE';
const assumeRoot = withField(
  readSampleEvent('assume-root-password.json'),
  'detail.responseElements.credentials.accessKeyId',
  keyId,
);
const unmarked = readSampleEvent('root-unmarked-session.json');
const invocation = { getRemainingTimeInMillis: () => 60_000 };

let told: ShownMessage[] = [];
let lines: Readonly<Record<string, unknown>>[] = [];
let delivery: DeliveryDeps;
let take: (event: unknown) => Promise<void>;

beforeEach(() => {
  told = [];
  lines = [];
  delivery = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't', LOCALE: 'en' }),
    ledger: createMemoryLedger(clock),
    clock,
    log: (line) => lines.push(line),
    async postToRooms(message) {
      told.push(shown(message));
      return {
        faults: [],
        accepted: ['dooray'],
        reports: [{ room: 'dooray', attempts: 1, isTold: true }],
      };
    },
  };
  take = (event) => createRootEventHandler(delivery)(event, invocation);
});

const central =
  '[HIGH] A centralized root session (AssumeRoot) deactivated MFA device root-account-mfa-device of root';
const root = '[CRITICAL] AWS root deactivated MFA device root-account-mfa-device of root';

describe('a session whose record does not say that it is centralized', () => {
  test('is one where its AssumeRoot came by before', async () => {
    await take(assumeRoot);
    await take(unmarked);
    expect(told.at(-1)?.headline).toBe(central);
    expect(told.at(-1)?.facts).toContainEqual({
      label: 'Task policy',
      value: 'arn:aws:iam::aws:policy/root-task/IAMCreateRootUserPassword',
    });
  });

  test('is told as root where it did not, with advice that such an account can follow', async () => {
    await take(unmarked);
    expect(told[0]?.headline).toBe(root);
    expect(told[0]?.advice?.value).toContain('AssumeRoot record');
  });

  test('is told as root where the ledger does not answer', async () => {
    await take(assumeRoot);
    const down = () => Promise.reject(new DOMException('', 'TimeoutError'));
    delivery = { ...delivery, ledger: { ...delivery.ledger, rootSession: down } };
    await take(unmarked);
    expect(told.at(-1)?.headline).toBe(root);
  });

  test.each<[string, object]>([
    ['a drill, which others can make', { ...assumeRoot, source: 'root-alert.drill.prod' }],
    ['a refused one', withField(assumeRoot, 'detail.errorCode', 'AccessDenied')],
    [
      'one for another account',
      withField(assumeRoot, 'detail.requestParameters.targetPrincipal', '777788889999'),
    ],
    [
      'one for the account of the caller',
      withField(assumeRoot, 'detail.userIdentity.accountId', '444455556666'),
    ],
    [
      'one with another key',
      withField(assumeRoot, 'detail.responseElements.credentials.accessKeyId', `${keyId}X`),
    ],
    [
      'a call of another service by that name',
      withField(assumeRoot, 'detail.eventSource', 'iam.amazonaws.com'),
    ],
  ])('is told as root after %s', async (_, event) => {
    await take(event);
    await take(unmarked);
    expect(told.at(-1)?.headline).toBe(root);
  });
});

test('an AssumeRoot is told even if it cannot be remembered, and the log says so', async () => {
  const down = () => Promise.reject(new DOMException('', 'TimeoutError'));
  delivery = { ...delivery, ledger: { ...delivery.ledger, rememberRootSession: down } };
  await take(assumeRoot);
  expect(told).toHaveLength(1);
  expect(lines).toContainEqual({ level: 'ERROR', message: 'rootSession', reason: 'TimeoutError' });
});

test('the ledger is asked for a session only where a task of one is likely', async () => {
  const asked: string[] = [];
  const rootSession = async (id: string) => void asked.push(id);
  delivery = { ...delivery, ledger: { ...delivery.ledger, rootSession } };
  await take(readSampleEvent('root-login.json'));
  await take(readSampleEvent('root-create-access-key.json'));
  await take(readSampleEvent('root-stop-logging.json'));
  expect(asked).toEqual([]);
  await take(unmarked);
  expect(asked).toEqual([keyId]);
});
