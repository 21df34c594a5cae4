import { readMonitorUrl } from '../monitor/monitor-url.ts';
import { type ConfiguredRoom, destinationOf, shortHash } from './configured-room.ts';
import { type RoomEntry, readRoomEntry } from './read-room-entry.ts';
import { keyedKinds, type RoomKind } from './room-kinds.ts';
import { rulesByKind } from './rules-by-kind.ts';
import { webhookFault } from './webhook-fault.ts';
import { roomKindOf, takesAnyKind } from './webhook-url.ts';

/** What a webhook secret says: the rooms that can be posted to, and what is wrong with the rest. */
export interface WebhookRooms {
  readonly rooms: readonly ConfiguredRoom[];
  /** Sentences that name the key and what was expected, never the value. */
  readonly faults: readonly string[];
  /** Sentences on what is wrong and keeps no room from being told, so that alerts do not fail for it. */
  readonly remarks?: readonly string[];
  /** Secret: the URL of a monitor outside AWS. */
  readonly monitor?: URL;
  /** A sentence on the monitor. It is no fault of any room, so alerts do not fail for it. */
  readonly monitorFault?: string;
}

/** The key under which the secret names a monitor. */
const monitorKey = 'heartbeat';

/** The key of the list of rooms. */
const roomsKey = 'rooms';

const expectedSecret =
  'expected the URL of a webhook, or JSON such as {"dooray": "https://…", "slack": "https://…"}';
const knownKeys: readonly string[] = [...keyedKinds, roomsKey, monitorKey];
const expectedKeys = `expected no other keys than ${keyedKinds.join(' and ')}, ${roomsKey} for a list of rooms of any kind, and ${monitorKey} for a monitor`;

/**
 * Reads the webhook secret: a bare URL; or JSON with a URL or a list of URLs under `dooray` and `slack`, a list `rooms` of rooms
 * of any kind, and perhaps a monitor. A bad URL is a fault and does not affect the other rooms. Never throws.
 *
 * @param extraHosts hosts besides those of the rooms that alerts may be posted to, as `URL.host` gives them.
 */
export function readWebhookRooms(secret: string, extraHosts: readonly string[]): WebhookRooms {
  const value = parseJsonOrText(secret.trim());
  const twice = typeof value === 'object' ? keysThereTwice(secret) : [];
  const {
    rooms,
    faults: faultsOfRooms,
    remarks = [],
    ...monitor
  } = typeof value === 'string'
    ? readBareUrl(value, extraHosts)
    : readRoomsByKind(value ?? {}, extraHosts);
  const faults = [...twice, ...faultsOfRooms];
  const noRoom = rooms.length === 0 ? '; no room is left' : '';
  const all = faults.length + rooms.length === 0 ? [`webhook secret: ${expectedSecret}`] : faults;
  return {
    rooms,
    faults: firstOf(all).map((fault) => `${fault}${noRoom}.`),
    ...(remarks.length > 0 && { remarks: firstOf(remarks).map((remark) => `${remark}.`) }),
    ...monitor,
  };
}

/** Of JSON that has a key twice, only the last is read: the rooms of the first would be lost without a word. */
function keysThereTwice(text: string): string[] {
  return knownKeys
    .filter((key) => text.split(new RegExp(`"${key}"\\s*:`)).length > 2)
    .map((key) => {
      const several = key === monitorKey ? '' : ', with a list of rooms where there are several';
      return `webhook secret, key ${key}: expected the key once${several}`;
    });
}

/** So many sentences say enough, of a list in which everything is wrong. */
const maxSentences = 10;

function firstOf(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - maxSentences;
  return more <= 0
    ? sentences
    : [...sentences.slice(0, maxSentences), `webhook secret: ${more} more of the kind`];
}

/** Faults without their ends: the full stop, and whether a room is left. */
function readBareUrl(text: string, extraHosts: readonly string[]): WebhookRooms {
  const kind = URL.canParse(text) ? roomKindOf(new URL(text), extraHosts) : undefined;
  const problem = /^[[{]/.test(text)
    ? 'not JSON that cannot be read'
    : webhookFault(kind, text, extraHosts);
  const isMore = kind !== undefined && needsMore(kind);
  if (kind === undefined || problem !== undefined || isMore) {
    const ending =
      problem ?? `not that of ${kind} without its key, which belongs under ${roomsKey}`;
    return { rooms: [], faults: [`webhook secret: ${expectedSecret}, ${ending}`] };
  }
  return { rooms: [roomAt(new URL(text), kind, kind, kind, extraHosts)], faults: [] };
}

/** The URL alone does not tell where such a room is. */
function needsMore(kind: RoomKind): boolean {
  const { key, chatId } = rulesByKind[kind];
  return [key, chatId].some((rule) => rule !== undefined && rule.isOptional !== true);
}

function readRoomsByKind(
  value: Readonly<Record<string, unknown>>,
  extraHosts: readonly string[],
): WebhookRooms {
  const ofKinds = keyedKinds
    .filter((kind) => Object.hasOwn(value, kind))
    .map((kind) => readRoomsOfKind(kind, value[kind], extraHosts));
  const monitor = Object.hasOwn(value, monitorKey) ? readMonitorUrl(value[monitorKey]) : undefined;
  const keyed = ofKinds.flatMap(({ rooms }) => rooms);
  const listed = Object.hasOwn(value, roomsKey)
    ? readRoomList(value[roomsKey], keyed, extraHosts)
    : { rooms: [], faults: [], remarks: [] };
  return {
    rooms: [...keyed, ...listed.rooms],
    faults: [
      ...Object.keys(value).flatMap((key) => keyFault(key) ?? []),
      ...ofKinds.flatMap(({ faults }) => faults),
      ...listed.faults,
    ],
    remarks: listed.remarks,
    ...(monitor?.url && { monitor: monitor.url }),
    ...(monitor?.fault && {
      monitorFault: `webhook secret, key ${monitorKey}: ${monitor.fault}.`,
    }),
  };
}

/** What is wrong with the name of a key. A name that may be a pasted secret is not repeated. */
function keyFault(key: string): string | undefined {
  if (knownKeys.includes(key)) return undefined;
  const plain = key.trim().toLowerCase();
  const isPlainWord = /^[A-Za-z][A-Za-z _-]{0,19}$/.test(key.trim());
  if (knownKeys.includes(plain)) {
    return `webhook secret, key ${key.trim()}: expected the key to be written ${plain}`;
  }
  return `webhook secret: ${expectedKeys}${isPlainWord ? `, not ${key.trim()}` : ''}`;
}

/** @param value what the secret has under the key of this kind. */
function readRoomsOfKind(
  kind: RoomKind,
  value: unknown,
  extraHosts: readonly string[],
): WebhookRooms {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const rooms: ConfiguredRoom[] = [];
  const faults: string[] = [];
  const faultAt = (key: string, problem: string): void => {
    faults.push(`webhook secret, key ${key}: ${rulesByKind[kind].expectedUrl}, ${problem}`);
  };
  if (items.length === 0) faultAt(kind, 'not an empty list');
  for (const [index, item] of items.entries()) {
    const name = index === 0 ? kind : `${kind}-${index + 1}`;
    const problem = webhookFault(kind, item, extraHosts);
    if (problem !== undefined) {
      faultAt(name, problem);
      continue;
    }
    const url = new URL(String(item).trim());
    const ledgerKey = items.length > 1 ? `${kind}#${shortHash(url.href)}` : kind;
    rooms.push(roomAt(url, kind, name, ledgerKey, extraHosts));
  }
  return { rooms, faults };
}

/**
 * @param value what the secret has under `rooms`.
 * @param keyed the rooms under the keys of their kinds: two rooms never have one name.
 */
function readRoomList(
  value: unknown,
  keyed: readonly ConfiguredRoom[],
  extraHosts: readonly string[],
): Required<Pick<WebhookRooms, 'rooms' | 'faults' | 'remarks'>> {
  if (!Array.isArray(value) || value.length === 0) {
    const fault = `webhook secret, key ${roomsKey}: expected a list of rooms, such as [{"kind": "teams", "url": "https://…"}]`;
    return { rooms: [], faults: [fault], remarks: [] };
  }
  const entries = value.map((item, index) =>
    readRoomEntry(item, `webhook secret, ${roomsKey}[${index}]`, extraHosts),
  );
  const ofOthers = keyed.map(({ name }) => name);
  // Names that were given come first: a number must not take one away.
  const taken = new Set([...ofOthers, ...entries.flatMap(({ name }) => name ?? [])]);
  const given = new Set(ofOthers);
  const remarks = entries.flatMap((entry) => entry.remarks);
  const rooms: ConfiguredRoom[] = [];
  for (const [index, entry] of entries.entries()) {
    const { room, name } = entry;
    if (room === undefined) continue;
    const isTaken = name !== undefined && given.has(name);
    if (isTaken) {
      const place = `webhook secret, ${roomsKey}[${index}].name`;
      remarks.push(`${place}: expected a name that no other room has`);
    }
    const own = isTaken ? undefined : name;
    const unique = own ?? numbered(room.kind, taken);
    taken.add(unique);
    given.add(unique);
    rooms.push({ ...room, name: unique, ledgerKey: ledgerKeyOf({ ...entry, room, name: own }) });
  }
  return { rooms, faults: entries.flatMap(({ faults }) => faults), remarks };
}

/** Never that of a room under a key of its kind. */
function ledgerKeyOf({ room, name }: RoomEntry & { room: NonNullable<RoomEntry['room']> }): string {
  const { kind } = room;
  return name === undefined ? `${kind}#${shortHash(destinationOf(room))}` : `${kind}:${name}`;
}

/** `teams`, then `teams-2`. */
function numbered(kind: RoomKind, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? kind : `${kind}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function roomAt(
  url: URL,
  kind: RoomKind,
  name: string,
  ledgerKey: string,
  extraHosts: readonly string[],
): ConfiguredRoom {
  return { name, ledgerKey, kind, url, isKnownHost: !takesAnyKind(url, extraHosts), route: {} };
}

function parseJsonOrText(text: string): string | Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value.trim();
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return text;
  }
}
