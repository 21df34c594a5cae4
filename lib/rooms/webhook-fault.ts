import { isLoopback } from '../loopback.ts';
import { pasteFault } from './pasted-url.ts';
import { keyedKinds, type RoomKind } from './room-kinds.ts';
import { rulesByKind } from './rules-by-kind.ts';
import { roomKindOf, takesAnyKind } from './webhook-url.ts';

/**
 * Why a value of the webhook secret is no webhook of this kind, as the end of a sentence that says what was expected.
 * It never holds the value. Undefined: it is one.
 *
 * @param kind undefined: of any kind.
 */
export function webhookFault(
  kind: RoomKind | undefined,
  item: unknown,
  extraHosts: readonly string[],
): string | undefined {
  const pasted = pasteFault(item);
  if (pasted !== undefined) return pasted;
  const url = new URL(String(item).trim());
  const kindOfUrl = roomKindOf(url, extraHosts);
  // A URL of another kind is refused too: that room takes another payload.
  if (kindOfUrl !== undefined && kind !== undefined) {
    const isOfKind = kindOfUrl === kind || takesAnyKind(url, extraHosts);
    return isOfKind ? undefined : `not the URL of another room, which belongs under ${kindOfUrl}`;
  }
  if (kindOfUrl !== undefined) return undefined;
  return strangerFault(kind, url);
}

/** What keeps a URL from being a webhook of any kind. */
function strangerFault(kind: RoomKind | undefined, url: URL): string {
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'not one with http';
  const withoutPort = new URL(url);
  withoutPort.port = '';
  if (url.port !== '' && roomKindOf(withoutPort, []) !== undefined) return 'without a port';
  if (kind !== undefined && !keyedKinds.some((it) => it === kind)) {
    return 'not one of another host or form, unless webhookExtraHosts names its host';
  }
  const withGoodPath = new URL('/services/1/2/3', withoutPort);
  const isHostKnown = keyedKinds.some((kind) => rulesByKind[kind].isWebhookUrl(withGoodPath));
  return isHostKnown
    ? 'with the path /services/ and three parts behind it'
    : 'not one of another host, unless webhookExtraHosts names it';
}
