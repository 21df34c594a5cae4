import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import type { OutboxEntry } from '../../../lib/delivery/outbox-entry.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import type { RootUse } from '../../../lib/root-activity.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rootUse } from '../root-use.ts';

const criticalNames = [
  ['cloudtrail', 'StopLogging'],
  ['cloudtrail', 'DeleteTrail'],
  ['iam', 'CreateAccessKey'],
  ['iam', 'DeactivateMFADevice'],
  ['organizations', 'LeaveOrganization'],
  ['guardduty', 'DeleteDetector'],
] as const;

/** What a thief, a stranger and an operator who drills can make happen, many decoys among it. */
const deed = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.constantFrom(...criticalNames).map((it) => [...it, 'success', false]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...criticalNames).map((it) => [...it, 'failure', false]),
  },
  {
    weight: 20,
    arbitrary: fc.nat(500).map((kind) => ['ec2', `CreateDecoy${kind}`, 'success', false]),
  },
  { weight: 20, arbitrary: fc.nat(9).map((kind) => ['ec2', `ListThings${kind}`, 'success', true]) },
  { weight: 20, arbitrary: fc.constant(['signin', 'ConsoleLogin', 'failure', false]) },
  { weight: 2, arbitrary: fc.constant(['signin', 'ConsoleLogin', 'success', false]) },
  { weight: 2, arbitrary: fc.constant(['signin', 'PasswordRecoveryRequested', 'success', false]) },
) as fc.Arbitrary<[string, string, RootUse['outcome'], boolean]>;

const record = fc.record({
  deed,
  address: fc.nat(2_000),
  session: fc.nat(200),
  isDrill: fc.boolean().map((it) => it),
});

const { identity } = rootUse();

const useOf = (
  { deed: [service, eventName, outcome, isReadOnly], address, session, isDrill }: RecordOf,
  id: number,
): RootUse =>
  rootUse({
    id: `use-${id}`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    outcome,
    isReadOnly,
    sourceIp: `2001:db8::${address.toString(16)}`,
    isDrill: isDrill && id % 7 === 0,
    identity: { ...identity, accessKeyId: `ASIA${session}` },
  });
type RecordOf = typeof record extends fc.Arbitrary<infer T> ? T : never;

/** First use, first actions, criticals and their milestones, sign-ins, kinds, sources, sessions; guesses and strangers; drills. */
const maxSingles = 1 + 10 + (20 + 10 + 2 * criticalNames.length) + 20 + 30 + 10 + 10 + 5 + 10 + 10;

/** Everything happens within one window, through rootEvent; what it leaves goes through the outbox. */
async function happen(uses: readonly RootUse[]) {
  const clock = createFakeClock();
  const messages: Message[] = [];
  const toldAtOnce = new Set<string>();
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 'root-alert/prod/webhook',
      LEDGER_TABLE: 'root-alert-ledger-prod',
    }),
    ledger: createMemoryLedger(clock),
    clock,
    log: (line) => {
      if (line['message'] === 'alert' && line['outcome'] === 'told') {
        toldAtOnce.add(String(line['id']));
      }
    },
    async postToRooms(message) {
      messages.push(message);
      return {
        reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
        accepted: ['dooray'],
        faults: [],
      };
    },
  };
  const invocation = { getRemainingTimeInMillis: () => 60_000 };
  for (const use of uses) await notify(use, invocation, delivery);
  const atOnce = new Set(toldAtOnce);
  const singles = messages.length;
  clock.advance(120_000);
  for (let at = 0; at < uses.length; at += 1_000) {
    const entries = uses.slice(at, at + 1_000).map(
      (activity): OutboxEntry => ({
        messageId: activity.id,
        sentAtMs: clock.now() - 120_000,
        activity,
      }),
    );
    expect(await deliverBatch(entries, invocation, delivery)).toMatchObject({ kept: [] });
  }
  return { messages, singles, atOnce, told: toldAtOnce };
}

async function check(uses: readonly RootUse[]): Promise<void> {
  const { messages, singles, atOnce, told } = await happen(uses);
  const seen = new Set<string>();
  for (const use of uses) {
    if (use.verdict.severity !== 'critical' || use.isDrill) continue;
    const kind = `${use.eventName} ${use.outcome}`;
    if (!seen.has(kind)) expect(atOnce, kind).toContain(use.id);
    seen.add(kind);
  }
  expect(singles).toBeLessThanOrEqual(maxSingles);
  // Every use is told, in the end, and each once.
  expect(told.size).toBe(uses.length);
  const digests = messages.length - singles;
  // A batch has at most ten groups, and a message for each seven kinds in them.
  const kinds = new Set(uses.map(({ eventName, outcome }) => `${eventName} ${outcome}`)).size;
  expect(digests).toBeLessThanOrEqual(Math.ceil(uses.length / 1_000) * (10 + kinds));
}

test('whatever the order and mixture, each critical kind is told by its own invocation, and messages are bounded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 300 }), async (records) => {
      await check(records.map(useOf));
    }),
    { numRuns: 30 },
  );
});

test('so it is among five thousand records', async () => {
  const records = fc.sample(fc.array(record, { minLength: 5_000, maxLength: 5_000 }), {
    numRuns: 1,
    seed: 17,
  })[0];
  await check((records ?? []).map(useOf));
}, 120_000);
