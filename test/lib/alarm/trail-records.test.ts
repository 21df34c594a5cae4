import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findTrailRecords } from '../../../lib/alarm/trail-records.ts';
import {
  type LoopbackServer,
  listenOnLoopback,
} from '../../integration/support/loopback-server.ts';

let answer = '';
let asked: unknown;
let server: LoopbackServer;

beforeEach(async () => {
  server = await listenOnLoopback(
    createServer(async (request, response) => {
      asked = await json(request);
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' }).end(answer);
    }),
  );
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', `http://127.0.0.1:${server.port}`);
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

const aroundMs = Date.parse('2026-11-05T09:00:00Z');
const find = () => findTrailRecords('trail', aroundMs);

test('a log without a record of root says so', async () => {
  answer = '{"events":[],"searchedLogStreams":[]}';
  expect(await find()).toEqual({ records: [], isWhole: true });
});

test.each(['', '{}', 'null', '{"events":null}', '<html>', '{"events":[{'])(
  'an answer %j, though it is a 200, does not say that there is none',
  async (body) => {
    answer = body;
    await expect(find()).rejects.toThrow();
  },
);

test('an event without its text is passed over, and the others are not', async () => {
  answer = '{"events":[{"timestamp":1},{"message":null},{"message":"{}"}]}';
  expect(await find()).toEqual({ records: ['{}'], isWhole: true });
});

const [minuteMs, dayMs] = [60_000, 86_400_000];

test.each([
  ['20 minutes, when an alarm does not say more', undefined, 20 * minuteMs],
  ['a week more, of an alarm that looks at seven days', 7 * dayMs, 7 * dayMs + 15 * minuteMs],
  ['no further, whatever a notification says', 700 * dayMs, 7 * dayMs + 15 * minuteMs],
])('the log is read from before the alarm: %s', async (_, evaluatedMs, lookBackMs) => {
  answer = '{"events":[]}';
  await findTrailRecords('trail', aroundMs, evaluatedMs);
  expect(asked).toMatchObject({ startTime: aroundMs - lookBackMs });
});
