import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inEitherForm, isCommon, type ScriptClasses } from '../../../lib/messages/common-text.ts';
import { hostileText } from '../hostile-text.ts';

const everyCharacter = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
const commonCharacters = everyCharacter.filter(isCommon);
const commonText = fc.string({ unit: fc.constantFrom(...commonCharacters) });

const unicodeClasses: ScriptClasses = {
  words: String.raw`\p{L}\p{N}`,
  punctuation: String.raw`\p{P}`,
  lowerCase: String.raw`\p{Ll}`,
  letters: String.raw`\p{L}`,
};
const names = Object.keys(unicodeClasses) as (keyof ScriptClasses)[];

describe('common text', () => {
  test('is ASCII and Korean, and the marks between them', () => {
    expect(isCommon('루트 로그인 · 203.0.113.7 (aws-cli/2.36) — “Payments”…')).toBe(true);
    expect(isCommon('')).toBe(true);
  });

  test.each([
    ['a line break', 'a\nb'],
    ['a control character', 'a\u0007'],
    ['a zero-width space', 'a\u200bb'],
    ['a bidi mark', 'a\u202eb'],
    ['a variation selector', '⚠\ufe0f'],
    ['a combining mark', 'e\u0301'],
    ['a Korean letter that is no syllable', '\u1112\u1161\u11ab'],
    ['a blank filler', '\u3164'],
    ['a letter of another script', 'раypal'],
    ['a full-width letter', 'Ａ'],
    ['an emoji', '🔒'],
    ['half an emoji', '\ud83d'],
  ])('is not %s', (_, text) => {
    expect(isCommon(text)).toBe(false);
  });

  test('has nothing that is invisible, stacked or normalized away', () => {
    fc.assert(
      fc.property(commonText, (text) => {
        expect(text.normalize('NFC')).toBe(text);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{M}\p{Default_Ignorable_Code_Point}\u{2800}]/u,
        );
      }),
    );
  });
});

describe('the form of an expression for common text', () => {
  test.each(names)('finds the same %s as the one for any text', (name) => {
    const find = inEitherForm((classes, unicode) => new RegExp(`[${classes[name]}]`, unicode));
    const unicode = new RegExp(`[${unicodeClasses[name]}]`, 'u');
    const differing = commonCharacters.filter((it) => find(it).test(it) !== unicode.test(it));
    expect(differing).toEqual([]);
  });

  test('is not used for any other text', () => {
    const find = inEitherForm(({ words }, unicode) => new RegExp(`^[${words}]+$`, unicode));
    expect(find('raypal').test('raypal')).toBe(true);
    expect(find('раypal').test('раypal')).toBe(true);
    expect(find('раypal').flags).toBe('u');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(find(text).flags).toBe(isCommon(text) ? '' : 'u');
      }),
    );
  });
});
