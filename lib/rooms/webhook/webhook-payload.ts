import type { Message } from '../../messages/message.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { type SafeMessage, safeMessage, wholeText } from '../safe-message.ts';

/** The JSON that a receiver of one's own is posted: docs/webhook.schema.json describes it. */
export interface WebhookPayload
  extends Pick<SafeMessage, 'headline' | 'summary' | 'links' | 'facts' | 'details'> {
  readonly type: 'root-alert.message';
  readonly version: 1;
  /** The same for the same use or digest, however often it is sent. */
  readonly id: string;
  /** Of the incident that it belongs to, where incidents are asked for. */
  readonly incident?: string;
  readonly severity: Message['severity'];
  readonly isDrill: boolean;
  /** There is nothing to do: a heartbeat. */
  readonly isQuiet: boolean;
  readonly advice: readonly string[];
  /** All of it as one text. */
  readonly text: string;
}

/** A receiver may take less than it says, so this is far below the usual limits. */
const limits = { headline: 1_000, summary: 1_000, advice: 2_000, facts: 4_000, details: 2_000 };

export function webhookPayload(
  message: Message,
  { id, incidentId }: Pick<MessageEnvelope, 'id' | 'incidentId'>,
): WebhookPayload {
  const shown = safeMessage(message, limits);
  const { headline, summary, advice, links, facts, details } = shown;
  const { severity, isDrill, isQuiet } = message;
  return {
    type: 'root-alert.message',
    version: 1,
    id,
    ...(incidentId !== undefined && { incident: incidentId }),
    severity,
    isDrill,
    isQuiet,
    headline,
    summary,
    advice: advice?.steps ?? [],
    // What a button would say is for nobody to see.
    links: links.map(({ answer: _, ...link }) => link),
    facts,
    details,
    text: wholeText(shown),
  };
}
