import { createHash } from 'node:crypto';
import { type RoomKind, roomKinds, roomTypes } from './room-types.ts';
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
}

/** What a webhook secret says: the rooms that can be posted to, and what is wrong with the rest. */
export interface WebhookRooms {
  readonly rooms: readonly ConfiguredRoom[];
  /** Sentences that name the key and what was expected, never the value. */
  readonly faults: readonly string[];
}

const expectedSecret =
  'expected the URL of a webhook, or JSON such as {"dooray": "https://…", "slack": "https://…"}';
const expectedKeys = `expected no other keys than ${roomKinds.slice(0, -1).join(', ')} and ${roomKinds.at(-1)}`;

/**
 * Reads the webhook secret: a bare URL, or JSON with a key for each kind of room, whose value is a URL or a list of
 * URLs. A bad URL is a fault and does not affect the other rooms. Never throws.
 *
 * @param extraHosts hosts besides those of the rooms that alerts may be posted to, as `URL.host` gives them.
 */
export function readWebhookRooms(secret: string, extraHosts: readonly string[]): WebhookRooms {
  const value = parseJsonOrText(secret.trim());
  if (typeof value === 'string') {
    const url = toUrl(value);
    const kind = url && roomKindOf(url, extraHosts);
    return url === undefined || kind === undefined
      ? { rooms: [], faults: [`webhook secret: ${expectedSecret}.`] }
      : { rooms: [{ name: kind, ledgerKey: kind, kind, url }], faults: [] };
  }
  if (value === undefined || Object.keys(value).length === 0) {
    return { rooms: [], faults: [`webhook secret: ${expectedSecret}.`] };
  }
  const unknownKeys = Object.keys(value).filter((key) => !roomKinds.some((kind) => kind === key));
  const ofKinds = roomKinds
    .filter((kind) => Object.hasOwn(value, kind))
    .map((kind) => readRoomsOfKind(kind, value[kind], extraHosts));
  return {
    rooms: ofKinds.flatMap(({ rooms }) => rooms),
    faults: [
      ...(unknownKeys.length > 0 ? [`webhook secret: ${expectedKeys}.`] : []),
      ...ofKinds.flatMap(({ faults }) => faults),
    ],
  };
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
  const faultAt = (key: string) => `webhook secret, key ${key}: ${roomTypes[kind].expectedUrl}.`;
  if (items.length === 0) faults.push(faultAt(kind));
  for (const [index, item] of items.entries()) {
    const name = index === 0 ? kind : `${kind}-${index + 1}`;
    const url = webhookUrlOf(kind, item, extraHosts);
    if (url === undefined) {
      faults.push(faultAt(name));
      continue;
    }
    const ledgerKey = items.length > 1 ? `${kind}#${hashOf(url)}` : kind;
    rooms.push({ name, ledgerKey, kind, url });
  }
  return { rooms, faults };
}

/** The URL, if it is a webhook of this kind. Undefined for one of another kind too: that room takes another payload. */
function webhookUrlOf(
  kind: RoomKind,
  item: unknown,
  extraHosts: readonly string[],
): URL | undefined {
  const url = typeof item === 'string' ? toUrl(item.trim()) : undefined;
  const kindOfUrl = url && roomKindOf(url, extraHosts);
  if (url === undefined || kindOfUrl === undefined) return undefined;
  return kindOfUrl === kind || takesAnyKind(url, extraHosts) ? url : undefined;
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

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
