import { isLoopback } from '../loopback.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { keyedRules } from './keyed-rules.ts';
import { keyedKinds } from './room-kinds.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/**
 * Reads the webhook secret as `readWebhookRooms` does. Most secrets are plain: one URL of Dooray or Slack, or one under each key.
 * Whatever is more than that, or in any way odd, is read by the code that knows all kinds of rooms, which only then is loaded.
 *
 * @param extraHosts hosts besides those of the rooms that alerts may be posted to, as `URL.host` gives them.
 */
export async function readWebhookSecret(
  secret: string,
  extraHosts: readonly string[],
): Promise<WebhookRooms> {
  const rooms = plainRooms(secret.trim(), extraHosts);
  if (rooms !== undefined) return { rooms, faults: [] };
  const { readWebhookRooms } = await import('./webhook-rooms.ts');
  return readWebhookRooms(secret, extraHosts);
}

/** Of letters that no JSON and no URL needs to escape. */
const plainUrl = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?(?:\/[\w-]+)+$/;
const pair = String.raw`\s*"(dooray|slack)"\s*:\s*"([^"\\]+)"\s*`;
const plainJson = new RegExp(`^\\{${pair}(?:,${pair})?\\}$`);

/** Undefined: the secret is not plain. */
function plainRooms(text: string, extraHosts: readonly string[]): ConfiguredRoom[] | undefined {
  const [, ...pairs] = plainJson.exec(text) ?? [];
  if (pairs.length === 0) {
    const ofEachKind = keyedKinds.map((kind) => plainRoom(kind, text, extraHosts));
    const room = ofEachKind.find((it) => it !== undefined);
    return room && [room];
  }
  const [kind, url, otherKind, otherUrl] = pairs;
  if (kind === otherKind) return undefined;
  const urls = new Map([
    [kind, url],
    [otherKind, otherUrl],
  ]);
  const rooms = keyedKinds
    .filter((it) => urls.has(it))
    .map((it) => plainRoom(it, urls.get(it) ?? '', extraHosts));
  return rooms.every((it) => it !== undefined) ? rooms : undefined;
}

function plainRoom(
  kind: (typeof keyedKinds)[number],
  text: string,
  extraHosts: readonly string[],
): ConfiguredRoom | undefined {
  if (!plainUrl.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isLocal = isLoopback(url.hostname);
  const isOfKind =
    url.protocol === 'https:' &&
    url.port === '' &&
    !extraHosts.includes(url.host) &&
    keyedRules[kind].isWebhookUrl(url);
  if (!isLocal && !isOfKind) return undefined;
  return { name: kind, ledgerKey: kind, kind, url, isKnownHost: !isLocal, route: {} };
}
