import type { CachedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Message } from '../messages/message.ts';
import type { ConfiguredRoom } from '../rooms/configured-room.ts';
import { withTimeout } from '../with-timeout.ts';

/** The message for a room with its two links to answer by, or as it was. Never rejects. */
export type AnswerLinks = (
  message: Message,
  room: Pick<ConfiguredRoom, 'ledgerKey' | 'locale' | 'hasButtons'>,
  incidentId: string | undefined,
) => Promise<Message>;

/**
 * How long an alert waits for the key that signs its links. It was asked for when the function loaded, together with the webhook
 * secret, without which nothing is posted at all: so it is there, or something is wrong. Then the alert goes without links.
 */
export const maxWaitForKeyMs = 250;

/** @param secret the text of the secret with the key. */
export function createAnswerLinks(
  {
    respond,
    locale,
  }: Pick<Config, 'locale'> & { readonly respond: NonNullable<Config['respond']> },
  secret: CachedValue<string>,
  clock: Clock,
): AnswerLinks {
  // Not at the first alert, but while the secret is on its way. Whoever adds links meets a failure again.
  const loading = import('./add-answer-links.ts');
  loading.catch(() => undefined);
  let last: string | undefined;
  const read = async (): Promise<string> => {
    last = await secret.get();
    return last;
  };
  return async (message, room, incidentId) => {
    // Of a drill nobody is asked; a quiet message shows no links.
    if (incidentId === undefined || message.isDrill || message.isQuiet) return message;
    try {
      const { addAnswerLinks } = await loading;
      const text = await withTimeout(read(), maxWaitForKeyMs, clock).catch(() => last);
      if (text === undefined) return message;
      const place = {
        incidentId,
        ledgerKey: room.ledgerKey,
        hasButtons: room.hasButtons === true,
        locale: room.locale ?? locale,
        url: respond.url,
        nowMs: clock.now(),
      };
      return addAnswerLinks(message, place, text);
    } catch {
      return message;
    }
  };
}
