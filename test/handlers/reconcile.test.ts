import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('reconcile in local mode says in a sentence that there is nothing to do, and asks nobody', async () => {
  vi.stubEnv('IS_LOCAL', 'true');
  vi.stubEnv('WEBHOOK_SECRET_ID', 'root-alert/dev/webhook');
  vi.stubEnv('LEDGER_TABLE', 'root-alert-ledger-dev');
  // Whatever it asked would fail at once.
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { handler } = await import('../../handlers/reconcile.ts');
  await handler({}, {} as Parameters<typeof handler>[1]);
  expect(said.mock.calls.flat()).toEqual([expect.stringMatching(/^reconcile .+ nothing to do\.$/)]);
});
