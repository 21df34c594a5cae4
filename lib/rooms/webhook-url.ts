import { isLoopback } from '../loopback.ts';
import { defaultRoomKind, type RoomKind, roomKinds } from './room-kinds.ts';
import { rulesByKind } from './rules-by-kind.ts';

/**
 * Which kind of room a webhook URL belongs to, by its host and path alone. A loopback or extra host counts as
 * {@link defaultRoomKind}. Undefined: alerts must not be sent there.
 *
 * @param extraHosts `host` or `host:port`, as `URL.host` gives it.
 */
export function roomKindOf(url: URL, extraHosts: readonly string[]): RoomKind | undefined {
  if (url.username !== '' || url.password !== '') return undefined;
  if (isLoopback(url.hostname)) return isHttp(url) ? defaultRoomKind : undefined;
  if (url.protocol !== 'https:') return undefined;
  if (extraHosts.includes(url.host)) return defaultRoomKind;
  if (url.port !== '') return undefined;
  return roomKinds.find((kind) => rulesByKind[kind].isWebhookUrl(url));
}

/** Whether the host says nothing about the kind, so that the secret decides. */
export function takesAnyKind(url: URL, extraHosts: readonly string[]): boolean {
  return isLoopback(url.hostname) || extraHosts.includes(url.host);
}

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
