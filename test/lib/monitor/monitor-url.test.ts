import { describe, expect, test } from 'vitest';
import { monitorUrlFor } from '../../../lib/monitor/monitor-url.ts';

const failing = (url: string) => monitorUrlFor(new URL(url), false)?.href;

test.each([
  'https://hc-ping.com/0f1e2d3c',
  'https://nosnch.in/c2354d53d2',
  'https://status.example.com:3001/api/push/abc?status=up&msg=OK&ping=',
  'https://example.com/any?thing=1',
])('all is well: %s is called as it is', (url) => {
  expect(monitorUrlFor(new URL(url), true)?.href).toBe(url);
});

describe('trouble is told', () => {
  test.each([
    ['Healthchecks', 'https://hc-ping.com/0f1e2d3c', 'https://hc-ping.com/0f1e2d3c/fail'],
    ['Healthchecks, by slug', 'https://hc-ping.com/key/slug/', 'https://hc-ping.com/key/slug/fail'],
    [
      'with a query',
      'https://hc-ping.com/key/slug?create=1',
      'https://hc-ping.com/key/slug/fail?create=1',
    ],
    [
      'one’s own Healthchecks',
      'https://hc.example.com/ping/0f1e',
      'https://hc.example.com/ping/0f1e/fail',
    ],
    [
      'Better Stack',
      'https://uptime.betterstack.com/api/v1/heartbeat/x',
      'https://uptime.betterstack.com/api/v1/heartbeat/x/fail',
    ],
    [
      'Uptime Kuma',
      'https://k.example.com/api/push/abc?status=up&msg=OK&ping=',
      'https://k.example.com/api/push/abc?status=down&msg=root-alert&ping=',
    ],
    ['Cronitor', 'https://cronitor.link/p/key/job', 'https://cronitor.link/p/key/job?state=fail'],
    ['loopback', 'http://127.0.0.1:8080/abc', 'http://127.0.0.1:8080/abc/fail'],
  ])('%s in its own form', (_, url, expected) => {
    expect(failing(url)).toBe(expected);
  });

  test.each([
    ['Dead Man’s Snitch', 'https://nosnch.in/c2354d53d2'],
    ['a host that only ends like one that knows a form', 'https://evil-hc-ping.com/x'],
    ['a host that nobody knows', 'https://example.com/x'],
  ])('%s by the silence: nothing is called', (_, url) => {
    expect(failing(url)).toBeUndefined();
  });
});
