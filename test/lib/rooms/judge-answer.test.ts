import { describe, expect, test } from 'vitest';
import { judgeAnswer } from '../../../lib/rooms/judge-answer.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');
const judge = (status: number, body = '', retryAfter?: string) =>
  judgeAnswer('dooray', { status, body, retryAfter }, nowMs);

describe('a room accepted', () => {
  test.each([200, 201, 202, 204, 299])('when it answers %i without a body', (status) => {
    expect(judge(status)).toEqual({ isAccepted: true });
  });

  test.each([
    'ok',
    '<html>fine</html>',
    '{"header":{"isSuccessful":true,"resultCode":0}}',
    '{"header":{"resultCode":0}}',
    '{"header":{"isSuccessful":"false"}}',
    '{"header":null}',
    '{"header":"isSuccessful"}',
    '{"isSuccessful":false}',
    'null',
    '[]',
    '7',
    '{"header":{"isSuccessful":fal',
    '{"header":{"isSuccessful":true,"resultMessage":"\\"isSuccessful\\":false',
    '{"header":{"resultCode":0},"result":{"isSuccessful":false',
  ])('when a 200 says %s', (body) => {
    expect(judge(200, body)).toEqual({ isAccepted: true });
  });
});

describe('a room refused for good', () => {
  test.each([301, 302, 307, 400, 401, 403, 404, 410, 413])('when it answers %i', (status) => {
    expect(judge(status)).toEqual({
      isAccepted: false,
      reason: `answered ${status}`,
      isRetryable: false,
      retryAfterMs: undefined,
    });
  });

  test.each([
    [200, ''],
    [201, ''],
    [200, '\ufeff'],
    [200, '\r\n'],
  ])('when a %i says, after %j, header.isSuccessful: false, as Dooray does', (status, before) => {
    const body = '{"header":{"isSuccessful":false,"resultCode":"INVALID_PAYLOAD"},"result":null}';
    expect(judge(status, `${before}${body}`)).toEqual({
      isAccepted: false,
      reason: `answered ${status} but did not accept the message`,
      isRetryable: false,
      retryAfterMs: undefined,
    });
  });

  test.each([
    ['and is cut', '{"header":{"resultCode":-1,"isSuccessful":false},"result":"xxxxx'],
    [
      'in lines and is cut',
      '\n{\n  "header": {\n    "isSuccessful": false,\n    "resultMessage": "xx',
    ],
  ])('when a 200 says no %s', (_, body) => {
    expect(judge(200, body)).toMatchObject({ isAccepted: false, isRetryable: false });
  });
});

describe('a room may accept later', () => {
  test.each([408, 429, 500, 502, 503, 504, 599])('when it answers %i', (status) => {
    expect(judge(status)).toEqual({
      isAccepted: false,
      reason: `answered ${status}`,
      isRetryable: true,
      retryAfterMs: undefined,
    });
  });
});

test('a room that asks for time is not asked again before', () => {
  expect(judge(429, '', '30')).toMatchObject({ retryAfterMs: 30_000 });
  expect(judge(503, '', 'Sun, 22 Nov 2026 00:00:07 GMT')).toMatchObject({ retryAfterMs: 7_000 });
  expect(judge(429, '', 'soon')).toMatchObject({ retryAfterMs: undefined });
});

test.each(['dooray', 'slack'] as const)(
  'a 2xx that says header.isSuccessful: false is not accepted by %s',
  (kind) => {
    const body = '{"header":{"isSuccessful":false}}';
    const verdict = judgeAnswer(kind, { status: 200, body, retryAfter: undefined }, nowMs);
    expect(verdict).toMatchObject({ isAccepted: false, isRetryable: false });
  },
);

test('what a room wrote does not stand in the reason', () => {
  const verdict = judge(403, 'invalid_token Sup3r-s3cret');
  expect(JSON.stringify(verdict)).not.toContain('Sup3r-s3cret');
});
