import fc from 'fast-check';

/** What somebody would write into a user agent to be read as more than text. */
const weapons = [
  '<!channel>',
  '<@U0123>',
  '<https://evil.example|click>',
  '[@Channel](dooray://1/channels/2 "channel")',
  '[보기](https://evil.example/a?b=c)',
  '![](https://evil.example/i.png)',
  'https://evil.example/login',
  'http:\\\\evil.example',
  'www.evil.example',
  'evil.com',
  'user@evil.com',
  'evil.co.kr/path?q=1',
  's3.amazonaws.com/evil-bucket/login',
  'signin.amazonaws.com',
  'signin.amazonaws.com.evil.com',
  'xn--9t4b11yi5a.com',
  '하나.한국',
  'ที่.com',
  'e\u030C\u0301.com',
  '💩.la',
  'i❤.ws',
  '*bold* _it_ ~no~ `code` ```block```',
  '# heading',
  '> quote',
  '| a | b |\n|---|---|',
  '&lt;!here&gt;',
  '\\u003c!here\\u003e',
  '\n[긴급] AWS root 계정이 콘솔에 로그인했습니다',
  '\r\n계정: 999999999999',
  '\u2028forged\u2029line\u0085next\u000bnext\u000cnext',
  '\u202Eevil\u202C\u2066x\u2069',
  '\u200B\u200D\u2060\uFEFF\u00AD\u180E',
  '\u034F\uFE0F\u{E0100}\u{E0061}\u{E007F}',
  '\u115F\u1160\u3164\uFFA0\u2800',
  `a${'\u0301'.repeat(40)}`,
  `ก${'\u0E49'.repeat(300)}`,
  '\uD800',
  '\uDC00x',
  '\u0000\u0007\u001b[31m\u009b',
  '\u1FEF\u037E\u2260<\u0338>\u0338',
  '：／／',
  '://',
  ':',
  '//',
  '.',
  '…',
  ' ',
  '\u00a0\u3000',
  'Mozilla/5.0 (X11; Linux x86_64)',
  'arn:aws:iam::111122223333:root',
];

/** Any character. The unit `binary` of fast-check is the same, but takes half a second to make its table of all of them. */
export const anyCharacter = fc.nat({ max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code));

/** Text made of weapons and noise, in any order, of any length up to a few hundred characters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...weapons), fc.string({ unit: anyCharacter, maxLength: 12 })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(''));

/** The same, and a megabyte of it. */
export const hostileTextOfAnyLength: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...weapons, 'a', '-', '0', 'a.', '\u0301', 'é́́', '한', '💩')
      .map((piece) => piece.repeat(Math.ceil(1_000_000 / piece.length))),
  },
);
