import type { Message } from '../../messages/message.ts';
import { safeMessage, wholeText } from '../safe-message.ts';

/** "Create alert" of the integration events (developer.atlassian.com/cloud/jira/service-desk-ops). */
export interface JsmAlert {
  /** 130 characters. */
  readonly message: string;
  /** What is told again counts up the alert that is open. */
  readonly alias: string;
  /** 15,000 characters. */
  readonly description: string;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P5';
  readonly source: 'root-alert';
  readonly tags: readonly string[];
}

export const limits = { headline: 130, summary: 800, advice: 2_000, facts: 4_000, details: 2_000 };

const priorities = { critical: 'P1', high: 'P2', medium: 'P3', low: 'P5' } as const;

export function jsmAlert(message: Message, alias: string): JsmAlert {
  const shown = safeMessage(message, limits);
  return {
    message: shown.headline,
    alias,
    description: wholeText({ ...shown, headline: '' }),
    priority: priorities[message.severity],
    source: 'root-alert',
    tags: ['root-alert', ...(message.isDrill ? ['drill'] : [])],
  };
}
