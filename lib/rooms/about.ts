import type { Locale } from '../config.ts';
import type { Message } from '../messages/message.ts';
import type { RoutedUse } from './route.ts';

/** What a message is about. */
export interface About {
  /** Identifies what is told: told again, it has the same. */
  readonly id: string;
  /** The uses that it tells, by which its rooms are chosen. Empty: root-alert speaks of itself. */
  readonly uses: readonly RoutedUse[];
  /** Of the incident that it belongs to: what goes on in it has the same. */
  readonly incidentId?: string | undefined;
  /** The same message in another language. Absent: there is none. */
  readonly messageIn?: (locale: Locale) => Message | Promise<Message>;
}
