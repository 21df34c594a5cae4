import { inEitherForm } from '../messages/common-text.ts';
import { neutralizeText } from '../messages/neutralize-text.ts';
import { fieldsOf, readAnswerJson } from './answer-json.ts';

const maxLength = 120;

/** Where answers in JSON say what was wrong: Dooray's `resultMessage`, Slack's `error`, and what proxies use. */
const reasonFields = [
  'resultmessage',
  'errormessage',
  'error',
  'message',
  'detail',
  'description',
  'reason',
  'resultcode',
];

/**
 * Why a room refused, in its own words: for errors, logs and the status. Neutralized and cut. A room may repeat what it was
 * sent, so whatever may be its URL, a part of it, or another secret is left out.
 *
 * @param url of the webhook.
 * @param others what else is secret: a key, the id of a chat.
 * @returns undefined when the room gave no reason.
 */
export function ownWords(
  body: string,
  url: URL,
  others: readonly (string | undefined)[] = [],
): string | undefined {
  const secrets = [...secretsIn(url), ...others.map((it) => bare(it ?? '')).filter(isLong)];
  const said = reasonIn(body)
    // Room for what is left out below.
    .slice(0, maxLength * 8)
    .normalize('NFKC')
    .replaceAll(new RegExp(ignorable, 'gu'), '')
    .split(new RegExp(gaps, 'u'))
    .map((word) => (mayBeSecret(word, secrets, url) ? '…' : word))
    .filter((word, index, words) => word !== '…' || words[index - 1] !== '…')
    .join(' ');
  // In a log an underscore is no markup, and error words are searched for as Slack spells them.
  const plain = neutralizeText(said, maxLength).replaceAll('＿', '_');
  return plain === '' || plain === '…' ? undefined : plain;
}

function reasonIn(body: string): string {
  const json = readAnswerJson(body);
  if (json === undefined) return body.trim().startsWith('<') ? textOfHtml(body) : body;
  if (typeof json === 'string') return json;
  const fields = fieldsOf(json);
  for (const level of [fieldsOf(fields.get('header')), fieldsOf(fields.get('error')), fields]) {
    const reasons = reasonFields.map((name) => level.get(name));
    const reason = reasons.find((it) => typeof it === 'string' && it.trim() !== '');
    if (typeof reason === 'string') return reason;
    const code = level.get('resultcode');
    if (typeof code === 'number') return `resultCode ${code}`;
  }
  return '';
}

function textOfHtml(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim();
  return title || html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>?/gi, ' ');
}

/** The shortest part of a secret that gives it away. */
const minPart = 6;

/** The parts of a webhook URL that only its owner knows. */
function secretsIn({ pathname, search }: URL): string[] {
  return `${pathname}/${search}`
    .split(/[/?&=]/)
    .map(bare)
    .filter((part) => isLong(part) && part !== 'services');
}

function isLong(part: string): boolean {
  return part.length >= minPart;
}

function mayBeSecret(word: string, secrets: readonly string[], { host }: URL): boolean {
  if (word.toLowerCase().includes(host)) return true;
  if (/[a-z]:\/|\/\/|\/services|www\.|%[0-9a-f]{2}/i.test(word)) return true;
  const plain = bare(word);
  const looksRandom =
    (plain.length >= 8 && /\d/.test(plain)) ||
    (plain.length > 20 && /^[!-~]+$/.test(word) && !/^\W*[a-z]+(?:[_-][a-z]+)+\W*$/.test(word));
  return looksRandom || secrets.some((secret) => sharesPart(plain, secret));
}

function sharesPart(word: string, secret: string): boolean {
  for (let at = 0; at + minPart <= word.length; at += 1) {
    if (secret.includes(word.slice(at, at + minPart))) return true;
  }
  return false;
}

/** Not as literals, which V8 reads at each start: `inEitherForm` says what that costs. */
const ignorable = String.raw`[\p{Cf}\p{Default_Ignorable_Code_Point}]`;
const gaps = String.raw`[\s\p{Cc}]+`;

const betweenWords = inEitherForm(({ words }, unicode) => new RegExp(`[^${words}]`, `g${unicode}`));

function bare(text: string): string {
  const lower = text.toLowerCase();
  return lower.replaceAll(betweenWords(lower), '');
}
