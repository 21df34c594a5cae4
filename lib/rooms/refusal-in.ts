import { type AnswerFields, fieldsOf, readAnswerJson } from './answer-json.ts';
import { isPassingSlackError, slackErrorWord } from './slack/slack-error-words.ts';

/** What the body of a 2xx says when it says no. */
export interface RefusalInBody {
  /** The room may take the same message later. */
  readonly isRetryable: boolean;
}

const refused: RefusalInBody = { isRetryable: false };

/** Fields by which an answer says whether it was a success: Dooray's `isSuccessful`, Slack's `ok`, and what proxies use. */
const successFlags = ['issuccessful', 'successful', 'success', 'succeeded', 'ok'];

/** Fields that are there, and not empty, only where something failed. */
const errorFields = ['error', 'errors', 'errormessage', 'errorcode'];

const noWords: ReadonlySet<string> = new Set(
  'false 0 no n f off null none ng fail failed failure error unsuccessful refused rejected denied'.split(
    ' ',
  ),
);
const yesWords: ReadonlySet<string> = new Set(
  'true 1 yes y t on ok success successful succeeded'.split(' '),
);

/**
 * What a body says when it is a no that is known, in any spelling: Dooray's `header.isSuccessful` that is not true and its
 * `resultCode` other than 0, JSON such as `{"ok": false}` or `{"error": …}`, and Slack's error words. Every kind of room
 * is asked for all of them, since a proxy may answer in the other's words. Undefined: the body says no such thing.
 */
export function refusalIn(body: string): RefusalInBody | undefined {
  const json = readAnswerJson(body);
  if (json === undefined) return refusalInText(body);
  if (typeof json === 'string') return refusalInText(json);
  if (json === false) return refused;
  const fields = fieldsOf(json);
  return refusalInFields(fieldsOf(fields.get('header'))) ?? refusalInFields(fields);
}

function refusalInText(text: string): RefusalInBody | undefined {
  const word = slackErrorWord(text);
  if (word !== undefined) return { isRetryable: isPassingSlackError(word) };
  return text.trim() !== '' && isNo(text) ? refused : undefined;
}

function refusalInFields(fields: AnswerFields): RefusalInBody | undefined {
  const error = errorFields.map((name) => fields.get(name)).find(saysSomething);
  const saidNo = (): RefusalInBody =>
    (typeof error === 'string' ? refusalInText(error) : undefined) ?? refused;
  const flags = successFlags.filter((name) => fields.has(name)).map((name) => fields.get(name));
  if (flags.some(isNo)) return saidNo();
  // Where one field says yes and another no, nobody knows: that is no known refusal.
  if (flags.some(isYes)) return undefined;
  if (error !== undefined || isFailureCode(fields.get('resultcode'))) return saidNo();
  return ['status', 'result'].map((name) => fields.get(name)).some(isNoWord) ? refused : undefined;
}

/** Whether Dooray's `resultCode` is that of a failure. It is a number or a text, and 0 means success. */
export function isFailureCode(code: unknown): boolean {
  if (typeof code === 'number') return code !== 0;
  if (typeof code !== 'string' || code.trim() === '') return false;
  const number = Number(code);
  return Number.isNaN(number) ? !yesWords.has(wordOf(code)) : number !== 0;
}

function isNo(value: unknown): boolean {
  if (typeof value === 'string') {
    const isZero = value.trim() !== '' && Number(value) === 0;
    return wordOf(value) === '' || isZero || noWords.has(wordOf(value));
  }
  return value === false || value === null || value === 0;
}

function isYes(value: unknown): boolean {
  return (
    value === true || value === 1 || (typeof value === 'string' && yesWords.has(wordOf(value)))
  );
}

function isNoWord(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && isNo(value);
}

function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && !isNo(value);
}

function wordOf(text: string): string {
  return text.trim().toLowerCase();
}
