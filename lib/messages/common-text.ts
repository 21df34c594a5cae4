/**
 * Whether a text has nothing but ASCII, Korean syllables and what we set between words ourselves: no control characters, no
 * combining marks, nothing invisible, nothing that normalization changes. Nearly every text is so.
 */
export function isCommon(text: string): boolean {
  return common.test(text);
}

const common =
  /^[\x20-\x7e가-힣·–—‘’“”…․→！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～]*$/;

/**
 * The members of two of Unicode's classes, as they stand within the square brackets of an expression: of all texts, or of
 * those that `isCommon` lets pass. A test compares them.
 */
export interface ScriptClasses {
  /** Letters and digits. */
  readonly words: string;
  readonly punctuation: string;
  /** Lower-case letters. */
  readonly lowerCase: string;
  readonly letters: string;
}

const ofAnyText: ScriptClasses = {
  words: String.raw`\p{L}\p{N}`,
  punctuation: String.raw`\p{P}`,
  lowerCase: String.raw`\p{Ll}`,
  letters: String.raw`\p{L}`,
};

const ofCommonText: ScriptClasses = {
  words: 'a-zA-Z0-9가-힣',
  punctuation: String.raw`!"#%&'()*,\-./:;?@[\\\]_{}·–—‘’“”…․！＂＃％＆＇（）＊，－．／：；？＠［＼］＿｛｝`,
  lowerCase: 'a-z',
  letters: 'a-zA-Z가-힣',
};

/**
 * An expression that has Unicode's classes in it, in two forms. V8 reads such a class for 0.1 to 0.3 milliseconds wherever it is
 * written as a literal, and again where it is used: together four of a cold alert. So the form with ranges is for common text, and
 * the one with the classes is made when the first other text comes.
 *
 * @param build makes the expression, with the flag `u` unless `isCommon`
 * @returns gives the form for a text
 */
export function inEitherForm(
  build: (classes: ScriptClasses, unicode: '' | 'u') => RegExp,
): (text: string) => RegExp {
  let forCommon: RegExp | undefined;
  let forAny: RegExp | undefined;
  return (text) => {
    if (isCommon(text)) {
      forCommon ??= build(ofCommonText, '');
      return forCommon;
    }
    forAny ??= build(ofAnyText, 'u');
    return forAny;
  };
}
