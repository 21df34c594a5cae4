import type { Message } from '../messages/message.ts';
import { firstLines, safeMessage } from './safe-message.ts';

/** The first line is one SMS of 70 characters, also in Korean (GSM 03.38, UCS-2). The rest is for whoever reads on. */
const limits = { headline: 70, summary: 120, advice: 200, facts: 200, details: 60 };
const maxLength = 600;

/** A message as plain text for phones: what happened first, then the least that somebody needs to act. */
export function escalationText(message: Message): string {
  const { headline, summary, advice, facts, details, links } = safeMessage(
    // Of the small print, what people name the incident by.
    { ...message, details: message.details.slice(0, 1) },
    limits,
  );
  const runbook = links.filter(({ opens }) => opens === 'runbook');
  const lines = [
    headline,
    summary,
    advice?.steps[0] ?? '',
    ...runbook.map(({ url }) => url),
    ...[...facts, ...details].map(({ label, value }) => `${label}: ${value}`),
  ];
  return firstLines(lines.filter((line) => line !== '').join('\n'), maxLength);
}
