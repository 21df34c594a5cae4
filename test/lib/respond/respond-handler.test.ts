import { describe, expect, test } from 'vitest';
import { roomRefOf, signToken, tokenLifetimeMs } from '../../../lib/respond/answer-token.ts';
import { createRespondHandler } from '../../../lib/respond/respond-handler.ts';
import { incidentId, linkKey, startRespond } from './respond-deps.ts';

async function start(more: Parameters<typeof startRespond>[0] = {}) {
  const scene = startRespond(more);
  await scene.open();
  const claims = {
    incidentId,
    roomRef: roomRefOf('dooray'),
    expiresAtMs: scene.clock.now() + tokenLifetimeMs,
  };
  const path = `/i/${signToken(claims, 'link', linkKey)}`;
  const handler = createRespondHandler(scene.deps);
  const get = (headers: Record<string, string> = {}) =>
    handler({
      rawPath: path,
      headers,
      requestContext: { http: { method: 'GET', sourceIp: '198.51.100.7' } },
    });
  return { ...scene, path, handler, get };
}

describe('the page', () => {
  test('names the account as the ledger knows it', async () => {
    const { get, ledger } = await start();
    await ledger.nameAccount('111122223333', 'Payments');
    expect((await get()).body).toContain('111122223333 (Payments)');
  });

  test('shows the number alone where the ledger does not say the name', async () => {
    const scene = await start();
    const handler = createRespondHandler({
      ...scene.deps,
      ledger: { ...scene.ledger, accountName: () => Promise.reject(new Error('denied')) },
    });
    const { statusCode, body } = await handler({
      rawPath: scene.path,
      requestContext: { http: { method: 'GET' } },
    });
    expect(statusCode).toBe(200);
    expect(body).toContain('<dd>111122223333</dd>');
  });

  test.each([
    ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['fr-FR,fr;q=0.9,en;q=0.5', 'en'],
    ['fr', 'ko'],
    ['', 'ko'],
    ['korean'.repeat(1_000), 'ko'],
  ])('for a browser that reads %s is in %s', async (languages, expected) => {
    const { get } = await start();
    const { body } = await get({ 'accept-language': languages });
    expect(body).toContain(`<html lang="${expected}">`);
  });
});

describe('somebody who could not answer is told so, and the failure is counted, where', () => {
  test('the key cannot be read', async () => {
    const { get, lines } = await start({
      secret: () => Promise.reject(new Error('secret text')),
    });
    const { statusCode, body } = await get();
    expect(statusCode).toBe(503);
    expect(body).toContain('채팅방에서 직접 알리세요');
    expect(lines).toMatchObject([{ level: 'ERROR', state: 'failed', AnswerFailed: 1 }]);
    expect(JSON.stringify(lines)).not.toContain('secret text');
  });

  test('the ledger does not answer', async () => {
    const scene = await start();
    const handler = createRespondHandler({
      ...scene.deps,
      ledger: { ...scene.ledger, incident: () => Promise.reject(new Error('down')) },
    });
    const { statusCode } = await handler({
      rawPath: scene.path,
      requestContext: { http: { method: 'GET' } },
    });
    expect(statusCode).toBe(503);
  });
});

test.each([[null], [{}], [{ rawPath: 1 }], ['GET /']])(
  'what is no request (%j) is refused, and fails nothing',
  async (event) => {
    const { handler } = await start();
    expect((await handler(event)).statusCode).toBe(400);
  },
);

test.each(['/', '/i', '/favicon.ico', '/slack', '/__proto__/x', '/constructor'])(
  'GET %s leads nowhere',
  async (rawPath) => {
    const { handler } = await start();
    const event = { rawPath, requestContext: { http: { method: 'GET' } } };
    expect((await handler(event)).statusCode).toBe(404);
  },
);
