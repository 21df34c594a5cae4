import { deedOf } from '../classify/deed-of.ts';
import type { Affected, AffectedKind, RootUse } from '../root-activity.ts';
import { neutralizeText } from './neutralize-text.ts';
import { isPlain } from './object-name.ts';
import { withNote } from './with-note.ts';
import type { Words } from './words.ts';

/** In UTF-16 units. A headline has 150 characters in Slack, and its severity comes first. */
const maxLength = 137;
/** In code points. */
const maxDetailLength = 48;

/**
 * The sentence with what the request does to access or protection, which a name alone does not say, and with whom or what
 * it is about: `(gives access: 999988887777)`, `(weakens protection: HttpTokens = optional)`.
 */
export function withDetail(sentence: string, use: RootUse, words: Words): string {
  const effect = effectNote(use, words);
  const detail = detailOf(use, words, effect !== undefined);
  const whole = [effect, detail].filter(Boolean).join(': ');
  const choices = [whole, effect].filter((it) => it !== undefined && it !== '');
  const fitting = choices.find((it) => sentence.length + String(it).length + 3 <= maxLength);
  const remark = fitting ?? effect;
  return remark === undefined ? sentence : withNote(sentence, remark);
}

/** Undefined: the sentence itself says it, or there is nothing to say. */
export function effectNote(use: RootUse, words: Words): string | undefined {
  const { verdict, effects } = use;
  const { effect, direction, eventClass } = verdict;
  if (effect === undefined || eventClass === 'adminGranted') return undefined;
  const [verb] = deedOf(use, eventClass) ?? [];
  if (effect === 'switchesOn' && (verb === 'switchOn' || verb === 'start')) return undefined;
  if (effect === 'closesNetwork' && verb === 'remove' && saysRule(use)) return undefined;
  const isRead = effects.some(({ kind }) => kind === effect);
  return isRead || direction === 'safer' ? words.effect[effect] : undefined;
}

const network: readonly AffectedKind[] = [
  'openedTo',
  'egressOpenedTo',
  'closedTo',
  'egressClosedTo',
];

function detailOf(use: RootUse, words: Words, hasEffect: boolean): string | undefined {
  const { effect, eventClass } = use.verdict;
  if (eventClass === 'adminGranted' || effect === 'opensToAll') return undefined;
  const settings = use.effects.flatMap(({ kind, setting }) =>
    kind === effect && setting !== undefined ? [setting] : [],
  );
  if (settings.length > 0) return listed(settings[0] ?? '', settings.length - 1, words);
  const isClosing = effect === 'closes' || effect === 'closesNetwork';
  const receiver = find(use, isClosing ? ['noLongerSharedWith'] : ['sharedWith', 'sentTo']);
  if (receiver !== undefined) return receiverText(receiver, use, words, hasEffect);
  const opening = hasEffect && !saysRule(use) ? find(use, network) : undefined;
  return opening && named(opening, words, (value) => value);
}

/** Undefined: the account itself, of which it says nothing that it has access, or a text that no sentence can hold. */
function receiverText(
  receiver: Affected,
  { accountId }: RootUse,
  words: Words,
  hasEffect: boolean,
): string | undefined {
  const text = named(receiver, words, (value) =>
    everybody.test(value) ? words.everybody : principalName(value),
  );
  if (text === undefined || text === accountId) return undefined;
  return hasEffect ? text : `${words.affected[receiver.kind]} ${text}`;
}

/** Whether the remark that ends a sentence says all of a thing: who got access, or which setting. */
export function isInRemark(sentence: string, item: Affected, words: Words): boolean {
  if (item.more || item.value.includes(', ')) return false;
  // "AuthenticatedUsers" says more than "everybody", so its own word stays among the facts.
  const isForAll = /^(?:\*|all(?:users)?)$/i.test(item.value);
  const text = named(item, words, (value) => (isForAll ? words.everybody : principalName(value)));
  if (text === undefined || text.endsWith('…')) return false;
  return [
    `: ${text}`,
    `${words.affected[item.kind]} ${text}`,
    isForAll && words.effect.opensToAll,
  ].some((end) => end && sentence.endsWith(`${end})`));
}

/** How a list of accounts names everybody. */
const everybody = /^(?:all|\*|AllUsers|AuthenticatedUsers)$/i;

/** Whether the sentence names the rule of a network that the call opens or closes. */
function saysRule(use: RootUse): boolean {
  const [, object] = deedOf(use, use.verdict.eventClass) ?? [];
  return object === 'ingressRule' || object === 'egressRule' || object === 'networkAclEntry';
}

/** `HttpTokens = optional`, `aws:SourceIp = 10.0.0.0/8`. */
const setting = /^[\w:.]{1,60} = [\w.:/*-]{1,60}(?: d)?$/;

function find({ affected }: RootUse, kinds: readonly AffectedKind[]): Affected | undefined {
  return affected.find(({ kind }) => kinds.includes(kind));
}

function named(
  { value, more = 0 }: Affected,
  words: Words,
  short: (value: string) => string,
): string | undefined {
  const values = value.split(', ');
  return listed(short(values[0] ?? ''), values.length - 1 + more, words);
}

/** Undefined: the text could add words to the sentence that are not ours. */
function listed(first: string, others: number, words: Words): string | undefined {
  if (!isPlain(first) && !setting.test(first)) return undefined;
  const text = neutralizeText(first, maxDetailLength);
  return others > 0 ? words.more(text, others) : text;
}

/** `999988887777`, of `arn:aws:iam::999988887777:root`; `999988887777:role/x` of the ARN of that role. */
function principalName(value: string): string {
  const [, account, resource] = value.match(/^arn:[\w-]*:[\w-]*:[\w-]*:(\d*):(.+)$/) ?? [];
  if (resource === undefined) return value;
  if (resource === 'root' && account !== undefined) return account;
  return account ? `${account}:${resource}` : resource;
}
