import { createHash } from 'node:crypto';
import { type RoomKind, roomKindOf, takesEitherKind } from './webhook-url.ts';

/** A chat room that alerts go to. */
export interface Room {
  /** `dooray`, `slack`, `dooray-2`…: stays the same when the URL is rotated, and is safe to log. */
  readonly name: string;
  /**
   * What the ledger remembers of a room that accepted: its name, which a rotated URL keeps. In a list of several, where
   * a name is only a place and passes to the next room when one is taken out, a hash of the URL: an alert told twice
   * to a room that was rotated beats one that the room which moved up never gets.
   */
  readonly ledgerKey: string;
  readonly kind: RoomKind;
  /** Secret: whoever has it can write into the room. */
  readonly url: URL;
}

/** What a webhook secret says: the rooms that can be told, and what is wrong with the rest. */
export interface WebhookRooms {
  readonly rooms: readonly Room[];
  /** Sentences that name the key and what was expected, never the value. */
  readonly faults: readonly string[];
}

const kinds: readonly RoomKind[] = ['dooray', 'slack'];
const expectedUrl: Readonly<Record<RoomKind, string>> = {
  dooray: 'expected the https URL of a Dooray incoming webhook, as its settings show it',
  slack: 'expected the https URL of a Slack incoming webhook (https://hooks.slack.com/services/…)',
};
const expectedSecret =
  'expected the URL of a webhook, or JSON such as {"dooray": "https://…", "slack": "https://…"}';

/**
 * Reads the webhook secret: a bare URL, or JSON with `dooray` and `slack`, each a URL or a list of
 * them. A room with a bad URL never keeps the others from being told.
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

  const rooms: Room[] = [];
  const faults: string[] = [];
  const strangers = Object.keys(value).filter((key) => !kinds.some((kind) => kind === key));
  if (strangers.length > 0) {
    faults.push(`webhook secret: expected no other keys than dooray and slack.`);
  }
  for (const kind of kinds.filter((key) => Object.hasOwn(value, key))) {
    const list = Array.isArray(value[kind]) ? value[kind] : [value[kind]];
    if (list.length === 0) faults.push(`webhook secret, key ${kind}: ${expectedUrl[kind]}.`);
    list.forEach((item: unknown, index) => {
      const name = index === 0 ? kind : `${kind}-${index + 1}`;
      const url = typeof item === 'string' ? toUrl(item.trim()) : undefined;
      const ofHost = url && roomKindOf(url, extraHosts);
      const isSound =
        ofHost !== undefined && (ofHost === kind || (url && takesEitherKind(url, extraHosts)));
      if (url !== undefined && isSound) {
        rooms.push({
          name,
          ledgerKey: list.length > 1 ? `${kind}#${hashOf(url)}` : kind,
          kind,
          url,
        });
      } else faults.push(`webhook secret, key ${name}: ${expectedUrl[kind]}.`);
    });
  }
  return { rooms, faults };
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
