import type { Locale } from '../config.ts';
import type { Message } from '../messages/message.ts';
import type { RoutedUse } from './route.ts';

/**
 * `readers`: whoever is told such uses and reads, so no pager. `escalation`: those whom the secret names for what nobody answered,
 * or, if there are none, whoever is told such uses. `onlyEscalation`: those, or the
 * pagers of whoever is told such uses: the others have heard. `escalationDrill`: each of those whom the secret names, whatever uses
 * they are told, but for those that want no drills; nobody if there are none.
 */
export type Audience = 'readers' | 'escalation' | 'onlyEscalation' | 'escalationDrill';

/** What a message is about. */
export interface About {
  /** Identifies what is told: told again, it has the same. */
  readonly id: string;
  /** The uses that it tells, by which its rooms are chosen. Empty: root-alert speaks of itself. */
  readonly uses: readonly RoutedUse[];
  /** Of the incident that it belongs to: what goes on in it has the same. */
  readonly incidentId?: string | undefined;
  /** By what pagers join it to what they have of the incident. Absent: it pages by itself. */
  readonly pageKey?: string | undefined;
  /** Below what it goes, by the name of the room. */
  readonly threads?: ReadonlyMap<string, string>;
  /** Whom it is for. Absent: whoever is told such uses. */
  readonly audience?: Audience;
  /** The same message in another language. Absent: there is none. */
  readonly messageIn?: (locale: Locale) => Message | Promise<Message>;
}
