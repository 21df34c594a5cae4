import { expect, test } from 'vitest';
import { keptBody } from '../../../lib/delivery/kept-body.ts';
import { readOutboxMessage } from '../../../lib/sources/outbox-message.ts';
import { readSampleEvent, withField } from '../sample-events.ts';

const deployment = { stage: 'prod', trailLogGroup: undefined };

test('what is too long to be kept whole still names the part of root-alert that was changed', () => {
  const sample = readSampleEvent('guard-function-stopped.json');
  const padded = withField(sample, 'detail.requestParameters.environment', {
    variables: Array.from({ length: 100 }, () => 'x'.repeat(200)),
  });
  const body = keptBody(JSON.stringify(padded)) ?? '';
  expect(body.length).toBeLessThanOrEqual(8_000);
  expect(readOutboxMessage(body, () => 'unique', deployment)).toMatchObject({
    isByOther: true,
    ownPart: { kind: 'function', name: 'root-alert-prod-rootEvent' },
  });
});

test('a request of many texts does not keep a record from being kept', () => {
  const sample = readSampleEvent('guard-function-stopped.json');
  const texts = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`text${index}`, 'y'.repeat(200)]),
  );
  const padded = withField(sample, 'detail.requestParameters', texts);
  expect(keptBody(JSON.stringify(padded))).toContain('PutFunctionConcurrency20171031');
});
