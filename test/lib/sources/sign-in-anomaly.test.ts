import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readSampleEvent } from '../sample-events.ts';
import { composeShown as compose } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const event = readSampleEvent('root-sign-in-anomaly.json');

test("a finding of AWS Sign-In is told as AWS's own, high, with whatever fields it has", () => {
  const activity = readEventBridgeEvent(event);
  expect(activity).toMatchObject({
    kind: 'use',
    id: event['id'],
    accountId: '111122223333',
    sourceIp: '198.51.100.77',
    verdict: { eventClass: 'signInAnomaly', severity: 'high' },
  });
  const { facts } = compose(activity, { words: wordsIn.en, timeZone: 'UTC' });
  expect(facts.find(({ label }) => label === 'What AWS says')?.value).toContain('NEW_LOCATION');
});

test('a finding that somebody else puts on the bus is a drill', () => {
  expect(readEventBridgeEvent({ ...event, source: 'root-alert.drill.prod' })).toMatchObject({
    isDrill: true,
    id: `drill-${event['id']}`,
  });
});

test('a finding of any shape is told, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (detail, id) => {
      const odd = JSON.parse(JSON.stringify({ ...event, id, detail }));
      const activity = readEventBridgeEvent(odd);
      const { headline, facts } = compose(activity, { words: wordsIn.ko, timeZone: 'UTC' });
      expect(headline).toMatch(/^\[경고\]/);
      expect(facts.length).toBeGreaterThan(0);
    }),
  );
});
