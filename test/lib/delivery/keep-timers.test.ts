import type { SQSRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import { keepTimers } from '../../../lib/delivery/keep-timers.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { createFakeClock } from '../fake-clock.ts';
import { readSampleEvent } from '../sample-events.ts';

const minuteMs = 60_000;
const incidentId = '7F3K2M9QXA';
const activity = readEventBridgeEvent(readSampleEvent('root-login.json'));

function start() {
  const clock = createFakeClock();
  const posts: string[] = [];
  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 's',
      LEDGER_TABLE: 't',
      RESPOND_URL: 'https://answers.example.com',
    }),
    ledger: createMemoryLedger(clock),
    clock,
    log: () => {},
    async postToRooms(_message, _told, _endsAt, { id }) {
      posts.push(id);
      return {
        reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
        accepted: ['dooray'],
        faults: [],
      };
    },
  };
  const hidden: number[] = [];
  const entry = { messageId: 'm', sentAtMs: clock.now(), activity };
  const keep = ({ receives = 1, untold = new Set<string>() } = {}) =>
    keepTimers(
      [{ incidentId, entries: [entry] }],
      {
        records: [
          {
            messageId: 'm',
            receiptHandle: 'r',
            eventSourceARN: 'arn:aws:sqs:ap-northeast-2:111122223333:root-alert-outbox-prod',
            attributes: { ApproximateReceiveCount: `${receives}` },
          } as SQSRecord,
        ],
        untold,
      },
      clock.now() + 10_000,
      async (_message, seconds) => {
        hidden.push(seconds);
      },
      delivery,
    );
  return { clock, posts, hidden, delivery, keep };
}

test('what the incident is about was not kept when it was told: it is kept now, and people have their time from now on', async () => {
  const { clock, posts, hidden, keep, delivery } = start();
  expect(await keep()).toEqual(['m']);
  expect(await delivery.ledger.incident(incidentId)).toMatchObject({
    critical: expect.stringContaining(activity.id),
  });
  clock.advance(10 * minuteMs);
  expect(await keep()).toEqual(['m']);
  expect(posts).toEqual([expect.stringMatching(/^incident-7F3K2M9QXA-unanswered-.*-1$/)]);
  expect(hidden).toEqual([240, 240]);
});

test('a copy that SQS would soon give up is left to reconcile, so that none lies with what was not told', async () => {
  const { keep, delivery } = start();
  expect(await keep({ receives: 300 })).toEqual([]);
  expect((await delivery.ledger.incident(incidentId))?.nextStepAtMs).toBeDefined();
});

test('a copy of what some room has not is not hidden: it comes back as any other', async () => {
  const { keep, hidden } = start();
  expect(await keep({ untold: new Set(['m']) })).toEqual([]);
  expect(hidden).toEqual([]);
});

test('a row that nobody writes meanwhile is read once, and once more after a step: somebody may have answered while it was told', async () => {
  const { clock, posts, keep, delivery } = start();
  await keep();
  const { ledger } = delivery;
  const read = vi.spyOn(ledger, 'incident');
  await keep();
  expect(read).toHaveBeenCalledTimes(1);
  expect(posts).toEqual([]);

  read.mockClear();
  clock.advance(10 * minuteMs);
  read.mockImplementationOnce(async (id) => {
    read.mockRestore();
    const before = await ledger.incident(id);
    const answer = { id: 'a', verdict: 'planned', atMs: clock.now(), via: 'link', by: 'kim' };
    await ledger.addAnswer(id, JSON.stringify(answer));
    return before;
  });
  await keep();
  expect(posts).toEqual([
    expect.stringMatching(/-unanswered-.*-1$/),
    'incident-7F3K2M9QXA-answer-a',
  ]);
});
