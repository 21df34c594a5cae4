import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.resetModules();
});

/** What the terminal shows of a file in `events/`. */
async function show(file: string): Promise<string> {
  vi.stubEnv('IS_LOCAL', 'true');
  vi.stubEnv('WEBHOOK_SECRET_ID', 'root-alert/dev/webhook');
  vi.stubEnv('LEDGER_TABLE', 'root-alert-ledger-dev');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { handler } = await import('../../handlers/root-alarm.ts');
  const path = join(import.meta.dirname, '../../events', file);
  await handler(JSON.parse(readFileSync(path, 'utf8')), {
    getRemainingTimeInMillis: () => 30_000,
  } as Parameters<typeof handler>[1]);
  return said.mock.calls.flat().join('\n');
}

test('a state that nobody asked for is said to be told to nobody in local mode, not passed over in silence', async () => {
  expect(await show('alarm-ok.json')).toBe(
    'ALARM_STATES asks for no such state: nothing would be told.',
  );
});

test('a state that was asked for is shown', async () => {
  vi.stubEnv('ALARM_STATES', 'ALARM,OK');
  expect(await show('alarm-ok.json')).toContain('root 계정 경보가 정상으로 돌아왔습니다');
});
