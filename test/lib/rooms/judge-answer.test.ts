import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeAnswer } from '../../../lib/rooms/judge-answer.ts';
import { anyCharacter } from '../hostile-text.ts';
import { loadedRoomTypes } from '../room-payload.ts';

const nowMs = Date.parse('2026-11-22T00:00:00Z');

const hosts = {
  dooray: 'https://hook.dooray.com/services/100/200/Sup3r-s3cret',
  slack: 'https://hooks.slack.com/services/T0/B0/Sup3r-s3cret',
} as const;
const kinds = ['dooray', 'slack'] as const;

/** What a room of this kind means by a 2xx with this body: on its own host, and on loopback or an extra host. */
const judgeOn = (
  kind: (typeof kinds)[number],
  isKnownHost: boolean,
  body: string,
  status = 200,
  retryAfter?: string,
) => {
  const url = new URL(
    isKnownHost ? hosts[kind] : 'http://127.0.0.1:8080/services/1/2/Sup3r-s3cret',
  );
  return judgeAnswer(
    { url, isKnownHost },
    loadedRoomTypes[kind],
    { status, body, retryAfter },
    nowMs,
  );
};
const judge = (status: number, body = '', retryAfter?: string) =>
  judgeOn('dooray', false, body, status, retryAfter);

const yes: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  dooray: [
    '{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":""}}',
    '{"header":{"isSuccessful":true}}',
    '\ufeff{"header":{"isSuccessful":true,"resultCode":"0"},"result":null}\n',
    `{"header":{"isSuccessful":true,"resultCode":0},"result":"${'x'.repeat(100)}`,
  ],
  slack: ['ok', 'ok\n', ' ok '],
};

describe.each(kinds)("a yes of %s's own", (kind) => {
  test.each(yes[kind])('is %s, and nothing about it is unclear', (body) => {
    expect(judgeOn(kind, true, body)).toEqual({ isAccepted: true });
  });
});

/** In any spelling, on any host, from any kind of room. */
const no = [
  ...[
    'false',
    '"false"',
    '"FALSE"',
    '" False "',
    '0',
    '"0"',
    '-0',
    '0.0',
    'null',
    '""',
    '"no"',
  ].map((value) => `{"header":{"isSuccessful":${value},"resultCode":0}}`),
  ...['-1', '1', '404', '"-1"', '"INVALID_PAYLOAD"', '" 7 "'].map(
    (code) => `{"header":{"resultCode":${code},"resultMessage":""}}`,
  ),
  '{"header":{"resultCode":-1,"isSuccessful":false},"result":"xxxxx',
  '{"header":{"resultCode":-1},"result":"xxxxx',
  '\n{\n  "header": {\n    "isSuccessful": "False",\n    "resultMessage": "xx',
  '{"Header":{"IsSuccessful":false}}',
  '{"header":{"is_successful":false}}',
  '{"isSuccessful":false}',
  '{"resultCode":-3}',
  '{"ok":false}',
  '{"ok":"false","error":"no_service"}',
  '{"ok":0}',
  '{"success":false}',
  '{"error":"invalid_payload"}',
  '{"error":{"message":"gone"}}',
  '{"errors":["gone"]}',
  '{"status":"error"}',
  '"no_service"',
  'false',
  'FALSE',
  'error',
  'no_service',
  ' no_service\r\n',
  'No_Service',
  'NO SERVICE',
  'no-service',
  'No service.',
  'invalid_payload',
  'invalid_blocks\n',
  'invalid_token (HTTP Code 403)',
  'missing_text_or_fallback_or_attachments',
  'channel_is_archived',
  'posting_to_general_channel_denied',
  'no_active_hooks',
  'team_disabled',
  'a_word_of_tomorrow_not_found',
];

describe.each(kinds)('a known no, with status 200, is a refusal for good of %s', (kind) => {
  test.each(no)('%s', (body) => {
    for (const isKnownHost of [true, false]) {
      expect(judgeOn(kind, isKnownHost, body)).toMatchObject({
        isAccepted: false,
        reason: 'answered 200 but did not accept the message',
        isRetryable: false,
      });
    }
  });

  test.each(['rollup_error', 'rate_limited', '{"ok":false,"error":"ratelimited"}'])(
    'but for %s: that may pass',
    (body) => {
      expect(judgeOn(kind, true, body)).toMatchObject({ isAccepted: false, isRetryable: true });
    },
  );
});

/** Neither a yes nor a known no, with the form that is reported. */
const unclear = [
  ['empty', ''],
  ['empty', ' \n'],
  ['html', '<!doctype html><title>Maintenance</title><p>error'],
  ['html', '<html>fine</html>'],
  ['json', '{}'],
  ['json', '[]'],
  ['json', 'null'],
  ['json', '7'],
  ['json', '{"header":null}'],
  ['json', '{"header":"isSuccessful"}'],
  ['json', '{"header":{"resultCode":0}}'],
  ['json', '{"header":{"isSuccessful":"true","resultCode":0}}'],
  ['json', '{"header":{"isSuccessful":true,"resultCode":-1}}'],
  ['json', '{"result":{"id":"1"}}'],
  ['json', '{"header":{"resultCode":0},"result":{"isSuccessful":false}}'],
  ['text', '{"header":{"isSuccessful":fal'],
  ['text', 'accepted'],
  ['text', 'x'.repeat(16_384)],
] as const;

describe.each(kinds)('what %s never said before', (kind) => {
  test.each(unclear)('(%s: %s) counts as told, and is reported', (form, body) => {
    expect(judgeOn(kind, true, body)).toEqual({ isAccepted: true, unclear: form });
  });

  test.each(unclear)('(%s: %s) is nothing new on loopback or an extra host', (_, body) => {
    expect(judgeOn(kind, false, body)).toEqual({ isAccepted: true });
  });

  test("includes the other room's yes", () => {
    const other = kind === 'dooray' ? 'ok' : '{"header":{"isSuccessful":true}}';
    expect(judgeOn(kind, true, other)).toMatchObject({
      isAccepted: true,
      unclear: expect.any(String),
    });
  });
});

test('no body is so odd that judging it throws, and none makes a 2xx wait', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: anyCharacter }), fc.json()),
      fc.boolean(),
      (body, known) => {
        expect(typeof judgeOn('dooray', known, body).isAccepted).toBe('boolean');
      },
    ),
  );
});

test.each([200, 201, 202, 204, 299])('a %i without a body is accepted on loopback', (status) => {
  expect(judge(status)).toEqual({ isAccepted: true });
});

describe('a room refused for good', () => {
  test.each([301, 302, 307, 400, 401, 403, 404, 410, 413])('when it answers %i', (status) => {
    expect(judge(status)).toEqual({
      isAccepted: false,
      reason: `answered ${status}`,
      ...([401, 404, 410].includes(status) && { isDead: true }),
      isRetryable: false,
      retryAfterMs: undefined,
    });
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

describe("a room's own reason", () => {
  test.each([
    [404, 'no_service', 'no_service'],
    [400, 'invalid_blocks\n', 'invalid_blocks'],
    [403, 'invalid_token Sup3r-s3cret', 'invalid_token …'],
    [400, 'missing_text_or_fallback_or_attachments', 'missing_text_or_fallback_or_attachments'],
    [
      200,
      '{"header":{"isSuccessful":false,"resultCode":"INVALID_PAYLOAD","resultMessage":"text field is required."}}',
      'text field is required.',
    ],
    [
      200,
      '{"header":{"isSuccessful":false,"resultCode":-300101,"resultMessage":""}}',
      'resultCode -300101',
    ],
    [200, '{"header":{"resultCode":"INVALID_PAYLOAD"}}', 'INVALID_PAYLOAD'],
    [
      400,
      '{"header":{"isSuccessful":false,"resultMessage":"요청 본문이 올바르지 않습니다"}}',
      '요청 본문이 올바르지 않습니다',
    ],
    [200, '{"ok":false,"error":"no_service"}', 'no_service'],
    [503, '{"error":{"message":"try later"}}', 'try later'],
    [404, '<html><title>404 Not Found</title><body>nginx</body></html>', '404 Not Found'],
    [404, '<p>The hook <b>was</b> deleted<script>x()</script>', 'The hook was deleted'],
    [502, '', undefined],
    [400, '{"url":"https://hook.dooray.com/services/1/2/3"}', undefined],
  ])('of a %i with %s is %s', (status, body, said) => {
    const verdict = judge(status, body);
    expect('said' in verdict ? verdict.said : undefined).toBe(said);
  });

  test.each([
    'no hook at https://hook.dooray.com/services/100/200/Sup3r-s3cret',
    'no hook at /services/100/200/Sup3r-s3cret',
    'unknown token Sup3r-s3cret.',
    'unknown token "SUP3R-S3CRET"',
    'unknown token=Sup3r%2Ds3cret',
    'unknown Sup3r\u200b-s3cret',
    'unknown Ｓup3r-s3cret',
    'unknown Sup3r-s3c…',
    'hook.dooray.com: unknown',
    'unknown 3141592653589793238',
    'unknown kJhGfDsAqWeRtYuIoPzXcV',
  ])('never gives away the webhook, nor what looks like one: %s', (body) => {
    const { said } = judgeOn('dooray', true, body, 404) as { said?: string };
    expect(said).toMatch(/unknown|no hook/);
    expect(said?.normalize('NFKC')).not.toMatch(/s[uU]p3r|s3c|services|dooray\.com|3141|kJhG/i);
  });

  test('is in one line, inert, and cut', () => {
    const { said } = judge(400, `a\r\nERROR <@U1> \u202eb ${'wort '.repeat(999)}`) as {
      said: string;
    };
    expect(said).toMatch(/^a ERROR ＜＠U1＞ b wort/);
    expect(said.length).toBeLessThanOrEqual(120);
    expect(said).toMatch(/…$/);
  });

  test('is found in an answer that was cut off', () => {
    const body = '{"header":{"isSuccessful":false,"resultMessage":"too long"},"result":"xxxx';
    expect(judge(200, body)).toMatchObject({ isAccepted: false, said: 'too long' });
  });
});
