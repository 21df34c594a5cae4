import { compose } from '../../lib/messages/compose.ts';
import { composeDigest } from '../../lib/messages/compose-digest.ts';
import type { Fact, Link, Message } from '../../lib/messages/message.ts';
import { escapedWith, type PlainText } from '../../lib/messages/plain-text.ts';

/** A message as a test reads it: what people read, before any room. */
export interface ShownMessage {
  readonly severity: Message['severity'];
  /** With its tag. */
  readonly headline: string;
  /** Its parts on one line. */
  readonly summary: string;
  /** Facts and details, in this order. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What a digest names: time, deed and object of each kind. */
  readonly notable: readonly string[];
  readonly advice: { readonly label: string; readonly value: string } | undefined;
  /** Opens what happened, in a console of AWS. */
  readonly link: Link | undefined;
  readonly runbook: Link | undefined;
}

export const plain = (text: PlainText): string => escapedWith(text, (unescaped) => unescaped);

export function shown(message: Message): ShownMessage {
  const { severity, tag, headline, summary, facts, details, advice, links } = message;
  const shownFact = ({ label, value }: Fact) => ({ label, value: plain(value) });
  return {
    severity,
    headline: [tag, plain(headline)].filter(Boolean).join(' '),
    summary: summary.map(plain).join(' · '),
    facts: [...facts, ...details].map(shownFact),
    notable: facts
      .map(shownFact)
      .filter(({ label }) => /^(?:\d\d:\d\d:\d\d)?$/.test(label))
      .map(({ label, value }) => [label, value].filter(Boolean).join(' ')),
    advice: advice && { label: advice.label, value: advice.steps.map(plain).join(' ') },
    link: links.find(({ opens }) => opens === 'console'),
    runbook: links.find(({ opens }) => opens === 'runbook'),
  };
}

export const composeShown = (...args: Parameters<typeof compose>): ShownMessage =>
  shown(compose(...args));

export const composeDigestShown = (...args: Parameters<typeof composeDigest>): ShownMessage =>
  shown(composeDigest(...args));
