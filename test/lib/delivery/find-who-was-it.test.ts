import { describe, expect, test } from 'vitest';
import type { SignInHistory } from '../../../lib/aws/find-sign-ins.ts';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps, LookUps } from '../../../lib/delivery/delivery-deps.ts';
import { findWhoWasIt } from '../../../lib/delivery/find-who-was-it.ts';
import { type IncidentRecord, readIncidentRecord } from '../../../lib/incident/incident-record.ts';
import { knownAddressesName, withAddresses } from '../../../lib/incident/known-addresses.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { firstState, reconcileStateName } from '../../../lib/reconcile/state.ts';
import { createFakeClock } from '../fake-clock.ts';

const account = '111122223333';
const dayMs = 24 * 3_600_000;

function start(findSignIns: LookUps['findSignIns'] = async () => history()) {
  const clock = createFakeClock();
  const ledger = createMemoryLedger(clock);
  const openedAtMs = clock.now() - 120_000;
  const delivery: DeliveryDeps = {
    config: readConfig({ WEBHOOK_SECRET_ID: 's', LEDGER_TABLE: 't' }),
    ledger,
    clock,
    log: () => {},
    postToRooms: async () => ({ reports: [], accepted: [], faults: [] }),
    findSignIns,
  };
  const find = (own: string | undefined = account, leftMs = 30_000, sourceIp = '203.0.113.24') =>
    findWhoWasIt(
      { account, openedAtMs, records: [recordFrom(sourceIp)] },
      own,
      clock.now() + leftMs,
      delivery,
    );
  return { clock, ledger, openedAtMs, find };
}

function recordFrom(sourceIp: string): IncidentRecord {
  const record = {
    id: 'a',
    counter: account,
    severity: 'critical',
    isDrill: false,
    accounts: [account],
    toldAtMs: 0,
    sourceIp,
  };
  return readIncidentRecord(JSON.stringify(record)) as IncidentRecord;
}

const signIn = (userName: string) => ({
  eventName: 'ConsoleLogin',
  eventTime: '2026-11-21T10:00:00Z',
  sourceIPAddress: '203.0.113.24',
  responseElements: { ConsoleLogin: 'Success' },
  userIdentity: { type: 'IAMUser', userName },
});
const history = (more: Partial<SignInHistory> = {}): SignInHistory => ({
  records: [signIn('kim')],
  sinceMs: 0,
  asked: 5,
  unread: [],
  ...more,
});
const unreadIn = (...regions: readonly string[]) =>
  regions.map((region) => ({ region, reason: 'ThrottlingException' }));

describe('who signed in from there', () => {
  test('is asked of the event history of the account that this runs in, over seven days', async () => {
    const asked: number[] = [];
    const { find, clock } = start(async ({ fromMs, untilMs }) => {
      asked.push(untilMs - fromMs, clock.now() - untilMs);
      return history();
    });
    const who = await find();
    expect(asked).toEqual([7 * dayMs, 0]);
    expect(who?.addresses[0]?.signedIn?.people.map(({ name }) => name)).toEqual(['kim']);
    expect(who?.signIns).toEqual({ kind: 'read', sinceMs: undefined, unread: [] });
  });

  test.each(['444455556666', undefined])(
    'is not asked where this runs in %s: its history is another one',
    async (own) => {
      const { find } = start(() => Promise.reject(new Error('asked')));
      expect((await find(own ?? ''))?.signIns).toEqual({ kind: 'noWay' });
    },
  );

  test('is not asked for what has no address', async () => {
    const { find } = start(() => Promise.reject(new Error('asked')));
    expect(await find(account, 30_000, 'cloudformation.amazonaws.com')).toBeUndefined();
  });

  test('is not known where no region answers, and it says why', async () => {
    const { find } = start(async () =>
      history({ records: [], asked: 2, unread: unreadIn('us-east-1', 'us-east-2') }),
    );
    expect((await find())?.signIns).toEqual({ kind: 'unread', reason: 'ThrottlingException' });
  });

  test('is told as far as it is known', async () => {
    const { find, clock } = start(async () =>
      history({ sinceMs: clock.now() - dayMs, unread: unreadIn('eu-north-1') }),
    );
    expect((await find())?.signIns).toEqual({
      kind: 'read',
      sinceMs: clock.now() - dayMs,
      unread: unreadIn('eu-north-1'),
    });
  });

  test('is not waited for longer than half of the time that is left, and six seconds', async () => {
    const never = () => new Promise<SignInHistory>(() => {});
    for (const [leftMs, mostMs] of [
      [30_000, 6_000],
      [4_000, 2_000],
      [-1, 0],
    ] as const) {
      const { find, clock } = start(never);
      const startedAtMs = clock.now();
      const who = await find(account, leftMs);
      expect(who?.signIns).toEqual({ kind: 'unread', reason: 'TimeoutError' });
      expect(clock.now() - startedAtMs).toBeLessThanOrEqual(mostMs);
    }
  });
});

describe('whether root was used from there before', () => {
  test('is known for the account that this runs in since its uses are followed', async () => {
    const { find, ledger, clock } = start();
    expect((await find())?.addresses[0]?.history).toEqual({ kind: 'unknown' });
    const followUpsSinceMs = clock.now() - 10 * dayMs;
    await ledger.keepState(
      reconcileStateName,
      JSON.stringify({ ...firstState(clock.now()), followUpsSinceMs }),
    );
    expect((await find())?.addresses[0]?.history).toEqual({
      kind: 'new',
      sinceMs: followUpsSinceMs,
    });
  });

  test('is known of another account only since something was told of it', async () => {
    const { find, ledger, clock } = start();
    await ledger.keepState(
      reconcileStateName,
      JSON.stringify({ ...firstState(clock.now()), followUpsSinceMs: clock.now() - 100 * dayMs }),
    );
    expect((await find('444455556666'))?.addresses[0]?.history).toEqual({ kind: 'unknown' });
    const known = withAddresses(undefined, ['198.51.100.7'], clock.now() - 10 * dayMs);
    await ledger.keepState(knownAddressesName(account), JSON.stringify(known));
    expect((await find('444455556666'))?.addresses[0]?.history).toEqual({
      kind: 'new',
      sinceMs: known.sinceMs,
    });
  });

  test('is not known where the ledger does not say it', async () => {
    const { find, ledger } = start();
    ledger.state = () => Promise.reject(new Error('denied'));
    expect((await find())?.addresses[0]?.history).toEqual({ kind: 'unknown' });
  });
});
