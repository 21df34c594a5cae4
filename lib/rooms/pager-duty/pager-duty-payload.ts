import type { Message } from '../../messages/message.ts';
import type { MessageEnvelope } from '../room-type.ts';
import { detailLine, safeMessage } from '../safe-message.ts';

/** Events API v2 (PagerDuty/developer-docs, "Send an alert event"). */
export interface PagerDutyTrigger {
  readonly routing_key: string;
  readonly event_action: 'trigger';
  /** What is told again joins the alert that is open. */
  readonly dedup_key: string;
  readonly client: string;
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: 'critical' | 'error' | 'warning' | 'info';
    readonly component: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** A summary takes 1,024 characters. */
export const limits = { headline: 600, summary: 400, advice: 2_000, facts: 4_000, details: 2_000 };

const severities = { critical: 'critical', high: 'error', medium: 'warning', low: 'info' } as const;

export function triggerEvent(
  message: Message,
  { to, sender, id, pageKey = id }: MessageEnvelope,
): PagerDutyTrigger {
  const shown = safeMessage(message, limits);
  const lines = [shown.headline, shown.summary].filter((line) => line !== '');
  const details = detailLine(shown);
  return {
    routing_key: to.key ?? '',
    event_action: 'trigger',
    dedup_key: pageKey,
    client: sender.botName,
    payload: {
      summary: lines.join(' · '),
      source: 'root-alert',
      severity: severities[message.severity],
      component: 'root',
      custom_details: {
        ...(shown.advice && { [shown.advice.label]: shown.advice.steps.join('\n') }),
        ...Object.fromEntries(
          // A label may be missing, or there twice.
          shown.facts.map(({ label, value }, index) => [`${index + 1} ${label}`.trim(), value]),
        ),
        ...(details !== '' && { 'root-alert': details }),
      },
    },
    links: shown.links.map(({ title, url }) => ({ href: url, text: title })),
  };
}

/** Closes what {@link triggerEvent} opened. */
export function resolveEvent({ to, id, pageKey = id }: MessageEnvelope): object {
  return { routing_key: to.key ?? '', event_action: 'resolve', dedup_key: pageKey };
}
