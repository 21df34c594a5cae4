import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralizeText } from '../../../lib/messages/neutralize-text.ts';
import { hostileText, hostileTextOfAnyLength } from '../hostile-text.ts';

const neutral = (text: string) => neutralizeText(text, 200);

describe('plain text stays as it is', () => {
  test.each([
    'aws-cli/2.36.4 md/awscrt',
    'Failed authentication',
    '서울 사무실, 3층: "관리자"의 노트북',
    'São Paulo – Đà Nẵng',
    '👩 💻',
    "it's 100% a+b=c; why? yes!",
    '203.0.113.24',
    '2001:db8::1',
    'arn:aws:iam::111122223333:root',
    'AWS Internal',
    'signin.amazonaws.com',
    'v2.36.4',
    'not authorized to perform: organizations:LeaveOrganization on resource: x',
    'arn:aws:lambda:ap-northeast-2:111122223333:function:root-alert-prod-outbox',
    'arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:a-AbCdEf',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'aws:PrincipalArn, aws:username, s3:GetObject',
    'rv:152.0, at 12:34:56Z, localhost:443, fe80::1, abcd:ef01::2',
    '끝났습니다。 다음 문장입니다。',
  ])('%s', (text) => {
    expect(neutral(text)).toBe(text);
  });
});

describe('what a chat room would obey loses its effect', () => {
  test.each([
    ['a mention of Slack', '<!channel> <@U012>', '＜!channel＞ ＜＠U012＞'],
    ['a mention of Dooray', '[@All](dooray://1/c/2)', '［＠All］（dooray：／／1/c/2）'],
    ['a link', '[x](https://evil.example)', '［x］（https：／／evil․example）'],
    ['a bare URL', 'http://evil.com/a', 'http：／／evil․com/a'],
    ['a bare domain', 'go to evil.co.kr now', 'go to evil․co․kr now'],
    ['dots of other scripts', 'evil。com evil．com evil｡com', 'evil․com evil․com evil․com'],
    ['an address with such dots', '203。0。113｡24', '203․0․113․24'],
    ['small dots of other scripts', 'evil﹒com evil︒com', 'evil․com evil․com'],
    ['a scheme without slashes', 'https:example.com', 'https：example․com'],
    ['a scheme with one slash', 'HTTPS:/example.com', 'HTTPS：/example․com'],
    ['a scheme that runs', 'javascript:alert(1)', 'javascript：alert（1）'],
    ['the same behind a colon', 'see:JavaScript:Alert', 'see:JavaScript：Alert'],
    [
      'the same behind an ARN',
      'arn:aws:iam::111122223333:javascript:x',
      'arn:aws:iam::111122223333:javascript：x',
    ],
    ['a scheme that writes', 'mailto:Root@example.com', 'mailto：Root＠example․com'],
    ['a scheme that calls', '(tel:112)', '（tel：112）'],
    ['a scheme of an app', 'some-app+x:open', 'some-app+x：open'],
    [
      'a scheme behind a sign of schemes',
      '¡+http:x -tel:112 --sms:1',
      '¡+http：x -tel：112 --sms：1',
    ],
    ['data for a scheme', 'data:text/html,x', 'data：text/html,x'],
    ['an e-mail address', 'a@evil.com', 'a＠evil․com'],
    ['a domain below one of AWS', 'x.signin.amazonaws.com', 'x․signin․amazonaws․com'],
    ['a domain that begins like one', 'iam.amazonaws.com.evil.io', 'iam․amazonaws․com․evil․io'],
    ['markup', '*b* _i_ ~s~ `c` # h | t', '＊b＊ ＿i＿ ～s～ ｀c｀ ＃ h ｜ t'],
    ['an entity', '&lt;!here&gt;', '＆lt;!here＆gt;'],
    ['a backslash', '\\<', '＼＜'],
    ['an escape of a template', '{{x}}', '｛｛x｝｝'],
  ])('%s', (_, text, expected) => {
    expect(neutral(text)).toBe(expected);
  });
});

describe('a domain that browsers know is not a link either', () => {
  test.each([
    ['whose label ends with a mark', 'ที่.com'],
    ['whose label is an emoji', '💩.la'],
    ['whose label ends with an underscore', 'evil_.com'],
    ['that is of AWS, but the path after it is of anybody', 's3.amazonaws.com/evil/login'],
    ['that is of AWS, with a port and a path', 's3.amazonaws.com:443/evil'],
    ['that is cut off a name of AWS', `${'x'.repeat(182)} iam.amazonaws.com and on`],
  ])('%s', (_, text) => {
    expect(neutral(text)).not.toMatch(/\S\.\p{L}/u);
  });
});

describe('one line stays one line', () => {
  test.each([
    ['a line feed', 'a\nb'],
    ['a carriage return', 'a\r\nb'],
    ['a tab', 'a\tb'],
    ['a next-line control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['blanks of any width', 'a \u00a0\u3000 b'],
  ])('%s becomes a space', (_, text) => {
    expect(neutral(text)).toBe('a b');
  });

  test('no space is left at either end', () => {
    expect(neutral('\n\t a \u3000')).toBe('a');
  });
});

describe('what nobody can see is removed', () => {
  test.each([
    ['a right-to-left override', 'a\u202Eb'],
    ['an isolate', 'a\u2066b'],
    ['a zero-width space', 'a\u200Bb'],
    ['a soft hyphen', 'a\u00ADb'],
    ['a byte order mark', 'a\uFEFFb'],
    ['an escape', 'a\u001bb'],
    ['a tag character', 'a\u{E0041}b'],
    ['a Hangul filler', 'a\u3164b'],
    ['a blank of Braille', 'a\u2800b'],
    ['a variation selector', 'a\uFE0Fb'],
    ['a variation selector of the supplement', 'a\u{E0101}b'],
    ['a grapheme joiner', 'a\u034Fb'],
  ])('%s', (_, text) => {
    expect(neutral(text)).toMatch(/^a ?b$/);
  });

  test('nothing is left of text that has only such characters', () => {
    expect(neutral('\u200B \u202E\n')).toBe('');
  });

  test('half a character becomes the replacement character', () => {
    expect(neutral('a\uD83Db')).toBe('a\uFFFDb');
  });
});

describe('accents', () => {
  test('are kept as scripts use them', () => {
    expect(neutral('Việt e\u0301')).toBe('Việt é');
  });

  test('stacked into a tower are cut down to two', () => {
    expect(neutral(`x${'\u0334'.repeat(50)}y`)).toBe('x\u0334\u0334y');
  });
});

describe('length', () => {
  test('of exactly the limit is kept', () => {
    expect(neutralizeText('x'.repeat(200), 200)).toBe('x'.repeat(200));
  });

  test('above the limit is cut, and an ellipsis says so within the limit', () => {
    expect(neutralizeText('x'.repeat(201), 200)).toBe(`${'x'.repeat(199)}…`);
  });

  test('is counted in characters, not in halves of them', () => {
    expect(neutralizeText('💩'.repeat(200), 200)).toBe('💩'.repeat(200));
    expect(neutralizeText('💩'.repeat(201), 200)).toBe(`${'💩'.repeat(199)}…`);
  });

  test('of a megabyte is cut, even if little of it can be seen', () => {
    expect(neutralizeText(`a${' '.repeat(1_000_000)}b`, 200)).toBe('a…');
  });
});

describe('whatever the text is', () => {
  const limit = fc.integer({ min: 1, max: 300 });

  test('none of the characters that mean something is left', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, maxLength) => {
        expect(neutralizeText(text, maxLength)).not.toMatch(/[<>[\](){}@#*_~`|\\&]|:\/\//u);
      }),
    );
  });

  test('no control, bidi mark, line break or other invisible character is left', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, maxLength) => {
        expect(neutralizeText(text, maxLength)).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u,
        );
      }),
    );
  });

  test('no dot stands before a letter, but in the name of an AWS service with nothing below it', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, maxLength) => {
        const withoutAws = neutralizeText(text, maxLength).replaceAll(
          /(?<![\p{L}\p{N}.-])[a-z0-9-]+\.amazonaws\.com(?=[\s,;）]|$)/gu,
          '',
        );
        expect(withoutAws).not.toMatch(/\S\.\p{L}/u);
      }),
    );
  });

  test('no other dot stands between characters', () => {
    const dotted = fc.tuple(hostileText, fc.constantFrom(...'。．｡﹒︒'), hostileText);
    fc.assert(
      fc.property(dotted, limit, (parts, maxLength) => {
        expect(neutralizeText(parts.join(''), maxLength)).not.toMatch(/\S[。．｡﹒︒]\S/u);
      }),
    );
  });

  test('no scheme that makes a link has its colon, whatever stands around it', () => {
    const scheme = fc
      .constantFrom(
        'https',
        'http',
        'javascript',
        'mailto',
        'data',
        'tel',
        'file',
        'vbscript',
        'dooray',
        'slack',
      )
      .chain((it) => fc.mixedCase(fc.constant(it)));
    fc.assert(
      fc.property(hostileText, scheme, hostileText, limit, (before, it, after, maxLength) => {
        expect(neutralizeText(`${before}${it}:${after}`, maxLength)).not.toMatch(
          /(?<![\p{L}\p{N}+.-])(?:https?|javascript|mailto|data|tel|file|vbscript|dooray|slack):\S/iu,
        );
      }),
    );
  });

  test('it is never longer than allowed', () => {
    fc.assert(
      fc.property(hostileTextOfAnyLength, limit, (text, maxLength) => {
        expect(Array.from(neutralizeText(text, maxLength)).length).toBeLessThanOrEqual(maxLength);
      }),
    );
  });

  test('it is whole characters, without a tower of marks', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, maxLength) => {
        const result = neutralizeText(text, maxLength);
        expect(result.isWellFormed()).toBe(true);
        expect(result).not.toMatch(/\p{M}{3}/u);
      }),
    );
  });

  test('neutralizing it again changes nothing', () => {
    fc.assert(
      fc.property(hostileText, limit, (text, maxLength) => {
        const once = neutralizeText(text, maxLength);
        expect(neutralizeText(once, maxLength)).toBe(once);
      }),
    );
  });
});
