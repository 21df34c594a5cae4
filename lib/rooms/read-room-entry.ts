import type { Locale } from '../config.ts';
import { inEitherForm } from '../messages/common-text.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { readRoute, routeFields } from './read-route.ts';
import { type RoomKind, roomKinds } from './room-kinds.ts';
import type { TextRule } from './room-rules.ts';
import { rulesByKind } from './rules-by-kind.ts';
import { webhookFault } from './webhook-fault.ts';
import { takesAnyKind } from './webhook-url.ts';

/** What one entry of the list `rooms` says. Sentences have no full stop, and name the place, never the value. */
export interface RoomEntry {
  /** Undefined: it cannot be told. Its name and its key in the ledger depend on the other entries. */
  readonly room: Omit<ConfiguredRoom, 'name' | 'ledgerKey'> | undefined;
  /** As the secret calls it. */
  readonly name: string | undefined;
  /** Why it cannot be told. */
  readonly faults: readonly string[];
  /** What is wrong with the rest, and was left out. It is told all the same. */
  readonly remarks: readonly string[];
}

const locales: readonly Locale[] = ['ko', 'en'];
const fields = [
  'kind',
  'url',
  'key',
  'chatId',
  'name',
  'locale',
  'mention',
  'buttons',
  ...routeFields,
];

type Values = Readonly<Record<string, unknown>>;

/** @param place `rooms[2]`. */
export function readRoomEntry(
  value: unknown,
  place: string,
  extraHosts: readonly string[],
): RoomEntry {
  const nothing = { room: undefined, name: undefined, remarks: [] };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const fault = `${place}: expected an object such as {"kind": "teams", "url": "https://…"}`;
    return { ...nothing, faults: [fault] };
  }
  const values: Values = { ...value };
  const kind = roomKinds.find((it) => it === values['kind']);
  if (kind === undefined) {
    return { ...nothing, faults: [`${place}.kind: expected one of ${roomKinds.join(', ')}`] };
  }
  const faults = faultsOf(kind, values, place, extraHosts);
  const { route, remarks } = readRoute(values, place);
  const isNamed = isName(values['name'], values);
  const others = [
    ...Object.keys(values).flatMap((field) => fieldRemark(field, place) ?? []),
    ...(values['name'] === undefined || isNamed
      ? []
      : [`${place}.name: expected a short name of letters and digits, and no part of a secret`]),
    ...localeRemark(values['locale'], place),
    ...mentionRemark(kind, values['mention'], place),
    ...buttonsRemark(kind, values['buttons'], place),
    ...remarks,
  ];
  const name = isNamed ? String(values['name']).trim() : undefined;
  if (faults.length > 0) return { room: undefined, name, faults, remarks: others };
  return { room: roomOf(kind, values, route, extraHosts), name, faults, remarks: others };
}

function roomOf(
  kind: RoomKind,
  values: Values,
  route: ConfiguredRoom['route'],
  extraHosts: readonly string[],
): RoomEntry['room'] {
  const rules = rulesByKind[kind];
  const url = new URL(String(values['url'] ?? rules.defaultUrl).trim());
  const locale = locales.find((it) => it === values['locale']);
  const mention = textOf(values['mention'], rules.mention);
  return {
    kind,
    url,
    isKnownHost: !takesAnyKind(url, extraHosts),
    route,
    ...(rules.key && values['key'] !== undefined && { key: String(values['key']).trim() }),
    ...(rules.chatId &&
      values['chatId'] !== undefined && { chatId: String(values['chatId']).trim() }),
    ...(locale && { locale }),
    ...(mention !== undefined && { mention }),
    ...(rules.hasButtons && values['buttons'] === true && { hasButtons: true }),
  };
}

/** What keeps a room from being told. */
function faultsOf(
  kind: RoomKind,
  values: Values,
  place: string,
  extraHosts: readonly string[],
): string[] {
  const rules = rulesByKind[kind];
  const isUrlNeeded = values['url'] !== undefined || rules.defaultUrl === undefined;
  const ofUrl = isUrlNeeded
    ? values['url'] === undefined
      ? 'not an entry without one'
      : webhookFault(kind, values['url'], extraHosts)
    : undefined;
  return [
    ...(ofUrl === undefined ? [] : [`${place}.url: ${rules.expectedUrl}, ${ofUrl}`]),
    ...textFault(values['key'], rules.key, rules.key?.isOptional === true, `${place}.key`, kind),
    ...textFault(
      values['chatId'],
      rules.chatId,
      rules.chatId?.isOptional === true,
      `${place}.chatId`,
      kind,
    ),
  ];
}

function textFault(
  value: unknown,
  rule: TextRule | undefined,
  isOptional: boolean,
  place: string,
  kind: RoomKind,
): string[] {
  if (rule === undefined) return value === undefined ? [] : [`${place}: ${kind} takes none`];
  if (value === undefined && isOptional) return [];
  return textOf(value, rule) === undefined ? [`${place}: ${rule.expected}`] : [];
}

function textOf(value: unknown, rule: TextRule | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (rule === undefined || typeof text !== 'string') return undefined;
  return rule.isValid(text.trim()) ? text.trim() : undefined;
}

const shortName = inEitherForm(
  ({ words }, unicode) => new RegExp(`^[${words}](?:[${words} ._-]{0,28}[${words}])?$`, unicode),
);

/** A name is written into logs, so it must be no secret that was pasted into the wrong field. */
function isName(name: unknown, { url, key, chatId }: Values): boolean {
  if (typeof name !== 'string' || !shortName(name.trim()).test(name.trim())) {
    return false;
  }
  const plain = name.trim().toLowerCase();
  const secrets = [url, key, chatId].filter((it) => it !== undefined);
  return secrets.every((secret) => !`${secret}`.toLowerCase().includes(plain) || plain.length < 6);
}

/** The name of a field that may be a pasted secret is not repeated. */
function fieldRemark(field: string, place: string): string | undefined {
  if (fields.includes(field)) return undefined;
  const said = /^[A-Za-z][A-Za-z _-]{0,19}$/.test(field.trim()) ? `, not ${field.trim()}` : '';
  return `${place}: expected no other fields than ${fields.join(', ')}${said}`;
}

function localeRemark(value: unknown, place: string): string[] {
  const isKnown = value === undefined || locales.some((it) => it === value);
  return isKnown ? [] : [`${place}.locale: expected ${locales.join(' or ')}`];
}

function mentionRemark(kind: RoomKind, value: unknown, place: string): string[] {
  const { mention } = rulesByKind[kind];
  if (value === undefined || textOf(value, mention) !== undefined) return [];
  return [`${place}.mention: ${mention?.expected ?? `root-alert can call nobody in ${kind}`}`];
}

function buttonsRemark(kind: RoomKind, value: unknown, place: string): string[] {
  if (value === undefined) return [];
  if (!rulesByKind[kind].hasButtons) {
    return value === false ? [] : [`${place}.buttons: root-alert has no buttons in ${kind}`];
  }
  return typeof value === 'boolean' ? [] : [`${place}.buttons: expected true or false`];
}
