/** The form after a final consonant. */
export type Particle = '을' | '이' | '은' | '으로' | '과' | '의' | '에' | '에서';

/** The forms after a vowel. The others have one form. */
const afterVowel: Readonly<Partial<Record<Particle, string>>> = {
  을: '를',
  이: '가',
  은: '는',
  으로: '로',
  과: '와',
};

/**
 * The text with the particle that fits its end, as a Korean reader would say it: `사용자 kim을`, `버킷 logs를`. How a
 * Latin word ends is a guess by its letters, which does no harm where it is wrong.
 */
export function withParticle(text: string, particle: Particle): string {
  const other = afterVowel[particle];
  if (other === undefined) return `${text}${particle}`;
  const last = lastSound(text);
  // 으로 is 로 after ㄹ too.
  const hasFinal = particle === '으로' ? last === 'final' : last !== 'vowel';
  return `${text}${hasFinal ? particle : other}`;
}

type Sound = 'vowel' | 'final' | 'rieul';

const rieul = 8;
const finals = 28;
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

/** What the last letter or digit of a text sounds like. */
function lastSound(text: string): Sound {
  // What stands in brackets at the end is not read with the particle: 세션 토큰(GetSessionToken)을.
  const spoken = text.replace(/\s*\([^()]*\)\s*$/, '') || text;
  const last = spoken.match(/[\dA-Za-z가-힣](?=[^\dA-Za-z가-힣]*$)/)?.[0] ?? '';
  const code = last.codePointAt(0) ?? 0;
  if (code >= firstSyllable && code <= lastSyllable) {
    const final = (code - firstSyllable) % finals;
    if (final === 0) return 'vowel';
    return final === rieul ? 'rieul' : 'final';
  }
  // An abbreviation is read as in English, with its digit: 에스쓰리, 이씨투.
  if (/(?<![A-Za-z\d])[A-Z]{1,3}\d$/.test(spoken)) return '1789'.includes(last) ? 'final' : 'vowel';
  // 영, 일, 삼, 육, 칠, 팔.
  if (/\d/.test(last)) {
    if ('178'.includes(last)) return 'rieul';
    return '036'.includes(last) ? 'final' : 'vowel';
  }
  return soundOfLatin(spoken);
}

function soundOfLatin(text: string): Sound {
  const [, digit = '', word = ''] = text.match(/(\d?)([A-Za-z]+)(?=[^\dA-Za-z]*$)/) ?? [];
  // Abbreviations, what follows a digit, and what has no vowel are read letter by letter: 엘, 알, 엠, 엔.
  if (/^[A-Z]{1,4}$/.test(word) || digit !== '' || !/[aeiouy]/i.test(word)) {
    if (/[LR]$/i.test(word)) return 'rieul';
    return /[MN]$/i.test(word) ? 'final' : 'vowel';
  }
  if (/le?$/i.test(word)) return 'rieul';
  return /(?:[bcmn]|[mn]e|ng|pp|ck|tt|[aeiouc][kp]|[^aeiou][aeiou]t)$/i.test(word)
    ? 'final'
    : 'vowel';
}
