import { expect, it } from 'vitest';
import { drillEvents } from '../../../commands/drill/drill-events.ts';
import { readConfig } from '../../../lib/config.ts';
import { deliverBatch } from '../../../lib/delivery/deliver-batch.ts';
import { notify } from '../../../lib/delivery/notify.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { Message } from '../../../lib/messages/message.ts';
import { ko } from '../../../lib/messages/words-ko.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { readForwarding } from '../../../plugin/forwarders/forwarding.ts';
import { createFakeClock } from '../../lib/fake-clock.ts';
import { shown } from '../../lib/shown-message.ts';

const home = 'ap-northeast-2';
const everyRegion = {
  home,
  forwardRegions: '',
  organizationId: '',
  organizationalUnits: '',
  organizationCallAs: '',
};
const config = readConfig({ WEBHOOK_SECRET_ID: 'root-alert/prod/webhook', LEDGER_TABLE: 'ledger' });
const invocation = { getRemainingTimeInMillis: () => 60_000 };
const factOf = (message: Message, label: string): string | undefined =>
  shown(message).facts.find((fact) => fact.label === label)?.value;

const regionOf = (message: Message): string | undefined =>
  shown(message).facts.find(({ value }) => /^[a-z]{2}-[a-z]+-\d/.test(value))?.value;

it('a drill of seventeen regions is five messages, each a drill in its first word, none forgotten', async () => {
  const clock = createFakeClock();
  const ledger = createMemoryLedger(clock);
  const told: Message[] = [];
  const delivery = {
    config,
    ledger,
    clock,
    log: () => {},
    async postToRooms(message: Message) {
      told.push(message);
      return {
        reports: [{ room: 'dooray', isTold: true, attempts: 1 }],
        accepted: ['dooray'],
        faults: [],
      };
    },
  };
  const events = drillEvents({
    accountId: '111122223333',
    home,
    regions: [home, ...readForwarding(everyRegion).regions],
    areReadsSeen: true,
    now: new Date(clock.now()),
    sentBy: 'alice · ASIAQ7RT2MVK4EXAMPLE',
  });
  const activities = events.map(({ region, detail }) =>
    readCloudTrailEvent({ source: 'root-alert.drill.prod', region, detail }),
  );
  expect(activities.map(({ id }) => id)).toEqual(events.map(({ ledgerId }) => ledgerId));

  for (const activity of activities) await notify(activity, invocation, delivery);
  expect(told.map(regionOf).toSorted()).toEqual([
    'ap-northeast-2 (서울)',
    'us-east-1 (버지니아)',
    'us-east-2 (오하이오)',
    'us-west-2 (오레곤)',
  ]);

  clock.advance(150_000);
  const sentAtMs = clock.now() - 150_000;
  const entries = activities.map((activity) => ({ messageId: activity.id, sentAtMs, activity }));
  expect(await deliverBatch(entries, invocation, delivery)).toMatchObject({ kept: [] });

  expect(told).toHaveLength(5);
  for (const message of told) expect(shown(message).headline).toMatch(/^\[훈련\] /);
  expect(factOf(told.at(-1) as Message, ko.label.events)).toMatch(/^DescribeRegions 13/);
  for (const { ledgerId } of events) expect(await ledger.find(ledgerId)).toBe('told');
});
