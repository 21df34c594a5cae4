import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdOf } from '../../../lib/incident/incident.ts';
import {
  readToken,
  roomRefOf,
  signToken,
  type TokenUse,
  tokenLifetimeMs,
} from '../../../lib/respond/answer-token.ts';

const key = 'k'.repeat(64);
const nowMs = Date.parse('2026-11-21T18:12:50Z');
const claims = {
  incidentId: incidentIdOf({ counter: '111122223333', id: 'f80b8a2e' }),
  roomRef: roomRefOf('dooray'),
  expiresAtMs: nowMs + tokenLifetimeMs,
};
const token = signToken(claims, 'link', key);
const read = (text: string, use: TokenUse = 'link', atMs = nowMs, with_ = key) =>
  readToken(text, use, atMs, async () => with_);

test('says what was signed, in 64 characters', async () => {
  expect(token).toMatch(/^[\w-]{64}$/);
  expect(await read(token)).toEqual(claims);
});

test('is the same for each room and use, and another for any other', () => {
  const tokens = [
    signToken(claims, 'link', key),
    signToken({ ...claims, roomRef: roomRefOf('slack') }, 'link', key),
    signToken(claims, 'button', key),
    signToken({ ...claims, expiresAtMs: claims.expiresAtMs + 1_000 }, 'link', key),
    signToken(claims, 'link', `${key}x`),
  ];
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(signToken(claims, 'link', key)).toBe(token);
});

test('that was signed for one is used by nobody else', async () => {
  const own = signToken(claims, 'dialog', key, '3333333333333333333');
  const readBy = (holder?: string) => readToken(own, 'dialog', nowMs, async () => key, holder);
  expect(await readBy('3333333333333333333')).toEqual(claims);
  for (const other of ['', undefined, '333333333333333333', '33333333333333333333']) {
    expect(await readBy(other)).toBeUndefined();
  }
  expect(await read(signToken(claims, 'dooray', key), 'button')).toBeUndefined();
  expect(await read(signToken(claims, 'button', key), 'dooray')).toBeUndefined();
});

test('ends after 72 hours', async () => {
  expect(await read(token, 'link', nowMs + 72 * 3_600_000 - 1_000)).toBeDefined();
  expect(await read(token, 'link', nowMs + 72 * 3_600_000)).toBeUndefined();
});

describe('is refused', () => {
  test.each<[string, string, TokenUse, string]>([
    ['with another key', token, 'link', 'x'.repeat(64)],
    ['as a button', token, 'button', key],
    ['from a button as a link', signToken(claims, 'button', key), 'link', key],
    ['with padding', `${token}=`, 'link', key],
    ['with a blank', ` ${token.slice(1)}`, 'link', key],
    ['in the other alphabet of base64', `${token.slice(0, -1)}+`, 'link', key],
    ['cut', token.slice(0, -4), 'link', key],
    ['with more', `${token}AAAA`, 'link', key],
  ])('%s', async (_, text, use, with_) => {
    expect(await read(text, use, nowMs, with_)).toBeUndefined();
  });

  test('with any one character changed: there is one encoding alone', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < token.length; at += 1) {
      for (const character of alphabet) {
        if (character === token[at]) continue;
        const other = token.slice(0, at) + character + token.slice(at + 1);
        expect(await read(other), `${at} ${character}`).toBeUndefined();
      }
    }
  });

  test('whatever somebody makes up, and the key is not asked for what cannot be one', async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        const result = await readToken(text, 'link', nowMs, async () => {
          asked += 1;
          return key;
        });
        expect(result).toBeUndefined();
      }),
    );
    expect(asked).toBe(0);
  });

  test('expired, without the key being asked for', async () => {
    const refuse = async (): Promise<string> => {
      throw new Error('asked');
    };
    expect(await readToken(token, 'link', claims.expiresAtMs, refuse)).toBeUndefined();
    await expect(readToken(token, 'link', nowMs, refuse)).rejects.toThrow('asked');
  });
});
