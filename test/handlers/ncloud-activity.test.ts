import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.resetModules();
});

const sample = JSON.parse(
  readFileSync(new URL('../../events/ncloud-login.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** What the terminal shows of an event in local mode. */
async function show(event: unknown): Promise<string> {
  vi.stubEnv('IS_LOCAL', 'true');
  vi.stubEnv('WEBHOOK_SECRET_ID', 'root-alert/dev/webhook');
  vi.stubEnv('LEDGER_TABLE', 'root-alert-ledger-dev');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { handler } = await import('../../handlers/ncloud-activity.ts');
  await handler(event, { getRemainingTimeInMillis: () => 30_000 });
  return said.mock.calls.flat().join('\n');
}

test('a sample of an activity is shown in local mode, without how long ago it was recorded', async () => {
  const shown = await show(sample);
  expect(shown).toContain('네이버 클라우드 ROOT 계정');
  expect(shown).not.toContain('후 알림');
});

test('a sample of what root did not do is said to be told to nobody', async () => {
  expect(await show({ ...sample, actionUserType: 'Sub' })).toBe(
    'Root did not do this: nothing would be told.',
  );
});
