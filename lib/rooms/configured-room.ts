import { createHash } from 'node:crypto';
import type { Locale } from '../config.ts';
import type { RoomKind } from './room-kinds.ts';
import type { Destination } from './room-type.ts';
import type { Route } from './route.ts';

/** A chat room that the webhook secret names. */
export interface ConfiguredRoom extends Destination {
  /** `dooray`, `slack`, `dooray-2`, or as the secret calls it: stays the same when the URL is rotated, and is safe to log. */
  readonly name: string;
  /**
   * How the ledger remembers that this room accepted an alert. A room that is alone under its key: its kind, so that a rotated
   * URL is still the same room. One with a name: its name. Any other: a hash of where it is, because positions shift when
   * an entry is removed. Better a duplicate after rotation than a lost alert.
   */
  readonly ledgerKey: string;
  readonly kind: RoomKind;
  /** The host is the room's own: its answers are known. False: a loopback or extra host, which may answer as it likes. */
  readonly isKnownHost: boolean;
  readonly route: Route;
  /** The language of its messages. Undefined: the configured one. */
  readonly locale?: Locale | undefined;
}

/** Two rooms that this is the same of are one. Secret, like the URL and the key that it is made of. */
export function destinationOf({
  kind,
  url,
  key,
  chatId,
}: Pick<ConfiguredRoom, 'kind' | 'url' | 'key' | 'chatId'>): string {
  const rest = key === undefined && chatId === undefined ? '' : ` ${JSON.stringify([key, chatId])}`;
  return `${kind} ${url.href}${rest}`;
}

/** What can be compared with a room later, and gives nothing away. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
