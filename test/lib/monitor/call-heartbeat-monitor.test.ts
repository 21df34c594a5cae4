import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { callHeartbeatMonitor } from '../../../lib/monitor/call-heartbeat-monitor.ts';

const token = 'Sup3r-s3cret';

/** A monitor on this machine, and how it was called. */
async function monitor(answer: RequestListener) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}/ping/${token}`), calls, stop };
}

const answering =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end('OK');

test('a healthy run calls the URL, once', async () => {
  const { url, calls } = await monitor(answering(200));
  expect(await callHeartbeatMonitor(url, true)).toBe('called');
  expect(calls).toEqual([`GET /ping/${token}`]);
});

test('one in trouble calls its form for failures', async () => {
  const { url, calls } = await monitor(answering(200));
  expect(await callHeartbeatMonitor(url, false)).toBe('called');
  expect(calls).toEqual([`GET /ping/${token}/fail`]);
});

test.each([404, 500, 302])(
  'a %i is tried once more, not followed, and told without the URL',
  async (status) => {
    const { url, calls } = await monitor(answering(status, { Location: '/elsewhere' }));
    const call = await callHeartbeatMonitor(url, true);
    expect(call).toEqual({ fault: `answered ${status}` });
    expect(calls).toEqual([`GET /ping/${token}`, `GET /ping/${token}`]);
  },
);

test('a monitor that cannot be reached is a fault, and no error', async () => {
  const { url, stop } = await monitor(answering(200));
  stop();
  expect(await callHeartbeatMonitor(url, true)).toEqual({ fault: 'ECONNREFUSED' });
});

test('a monitor that never answers holds nothing up for longer than its two attempts', async () => {
  // The times are the real ones, but nobody waits for them.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const arrivals = new EventEmitter();
  const { url, calls } = await monitor(() => void arrivals.emit('call'));
  let arrives = once(arrivals, 'call');
  const call = callHeartbeatMonitor(url, true);
  await arrives;
  arrives = once(arrivals, 'call');
  vi.advanceTimersByTime(3_000);
  await arrives;
  vi.advanceTimersByTime(3_000);
  expect(await call).toEqual({ fault: 'TIMEOUT' });
  expect(calls).toHaveLength(2);
});

test('a body that never ends is not waited for', async () => {
  const { url } = await monitor((_, response) => void response.writeHead(200).write('x'));
  expect(await callHeartbeatMonitor(url, true)).toBe('called');
});
