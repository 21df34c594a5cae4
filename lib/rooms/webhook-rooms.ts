import { createHash } from 'node:crypto';
import { readMonitorUrl } from '../monitor/monitor-url.ts';
import { type RoomKind, roomKinds, roomTypes } from './room-types.ts';
import { webhookFault } from './webhook-fault.ts';
import { roomKindOf, takesAnyKind } from './webhook-url.ts';

/** A chat room that the webhook secret names. */
export interface ConfiguredRoom {
  /** `dooray`, `slack`, `dooray-2`…: stays the same when the URL is rotated, and is safe to log. */
  readonly name: string;
  /**
   * How the ledger remembers that this room accepted an alert. Single room: its name, so that a rotated URL is still the
   * same room. Several: a hash of the URL, because names are positions and shift when an entry is removed. Better a
   * duplicate after rotation than a lost alert.
   */
  readonly ledgerKey: string;
  readonly kind: RoomKind;
  /** Secret: whoever has it can write into the room. */
  readonly url: URL;
  /** The host is the room's own: its answers are known. False: a loopback or extra host, which may answer as it likes. */
  readonly isKnownHost: boolean;
}

/** What a webhook secret says: the rooms that can be posted to, and what is wrong with the rest. */
export interface WebhookRooms {
  readonly rooms: readonly ConfiguredRoom[];
  /** Sentences that name the key and what was expected, never the value. */
  readonly faults: readonly string[];
  /** Secret: the URL of a monitor outside AWS. */
  readonly monitor?: URL;
  /** A sentence on the monitor. It is no fault of any room, so alerts do not fail for it. */
  readonly monitorFault?: string;
}

/** The key under which the secret names a monitor. */
const monitorKey = 'heartbeat';

const expectedSecret =
  'expected the URL of a webhook, or JSON such as {"dooray": "https://…", "slack": "https://…"}';
const knownKeys: readonly string[] = [...roomKinds, monitorKey];
const expectedKeys = `expected no other keys than ${roomKinds.join(' and ')}, and ${monitorKey} for a monitor`;

/**
 * Reads the webhook secret: a bare URL, or JSON with a key for each kind of room, whose value is a URL or a list of
 * URLs, and perhaps one for a monitor. A bad URL is a fault and does not affect the other rooms. Never throws.
 *
 * @param extraHosts hosts besides those of the rooms that alerts may be posted to, as `URL.host` gives them.
 */
export function readWebhookRooms(secret: string, extraHosts: readonly string[]): WebhookRooms {
  const value = parseJsonOrText(secret.trim());
  const { rooms, faults, ...monitor } =
    typeof value === 'string'
      ? readBareUrl(value, extraHosts)
      : readRoomsByKind(value ?? {}, extraHosts);
  const noRoom = rooms.length === 0 ? '; no room is left' : '';
  const all = faults.length + rooms.length === 0 ? [`webhook secret: ${expectedSecret}`] : faults;
  return { rooms, faults: all.map((fault) => `${fault}${noRoom}.`), ...monitor };
}

/** Faults without their ends: the full stop, and whether a room is left. */
function readBareUrl(text: string, extraHosts: readonly string[]): WebhookRooms {
  const kind = URL.canParse(text) ? roomKindOf(new URL(text), extraHosts) : undefined;
  const problem = /^[[{]/.test(text)
    ? 'not JSON that cannot be read'
    : webhookFault(kind, text, extraHosts);
  if (kind === undefined || problem !== undefined) {
    return { rooms: [], faults: [`webhook secret: ${expectedSecret}, ${problem}`] };
  }
  return { rooms: [roomAt(new URL(text), kind, kind, kind, extraHosts)], faults: [] };
}

function readRoomsByKind(
  value: Readonly<Record<string, unknown>>,
  extraHosts: readonly string[],
): WebhookRooms {
  const ofKinds = roomKinds
    .filter((kind) => Object.hasOwn(value, kind))
    .map((kind) => readRoomsOfKind(kind, value[kind], extraHosts));
  const monitor = Object.hasOwn(value, monitorKey) ? readMonitorUrl(value[monitorKey]) : undefined;
  return {
    rooms: ofKinds.flatMap(({ rooms }) => rooms),
    faults: [
      ...Object.keys(value).flatMap((key) => keyFault(key) ?? []),
      ...ofKinds.flatMap(({ faults }) => faults),
    ],
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
    faults.push(`webhook secret, key ${key}: ${roomTypes[kind].expectedUrl}, ${problem}`);
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
    const ledgerKey = items.length > 1 ? `${kind}#${hashOf(url)}` : kind;
    rooms.push(roomAt(url, kind, name, ledgerKey, extraHosts));
  }
  return { rooms, faults };
}

function roomAt(
  url: URL,
  kind: RoomKind,
  name: string,
  ledgerKey: string,
  extraHosts: readonly string[],
): ConfiguredRoom {
  return { name, ledgerKey, kind, url, isKnownHost: !takesAnyKind(url, extraHosts) };
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

function hashOf({ href }: URL): string {
  return createHash('sha256').update(href).digest('base64url').slice(0, 12);
}
