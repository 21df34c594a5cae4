import type { Link, Message } from '../messages/message.ts';
import { escapedWith, type PlainText } from '../messages/plain-text.ts';
import { fitTexts } from './fit-texts.ts';
import { safeText } from './safe-text.ts';
import { lookOf, neutralColor, signAndTag } from './severity-look.ts';
import { withLabel } from './with-label.ts';

interface SafeFact {
  readonly label: string;
  readonly value: string;
}

/** A message whose texts a room may show as they are, in the order in which people read them. */
export interface SafeMessage {
  /** `#rrggbb`. */
  readonly color: string;
  /** With sign and tag: `🔴 [긴급] …`. */
  readonly headline: string;
  /** Account, source IP, MFA, time. Empty: there is none. */
  readonly summary: string;
  readonly advice: { readonly label: string; readonly steps: readonly string[] } | undefined;
  readonly links: readonly Link[];
  readonly facts: readonly SafeFact[];
  readonly details: readonly SafeFact[];
}

/** How long the parts of a message may be in a room, in UTF-16 units. */
export interface PartLimits {
  readonly headline: number;
  readonly summary: number;
  /** All steps of the advice together. */
  readonly advice: number;
  /** All values of the facts together. */
  readonly facts: number;
  /** All values of the details together. */
  readonly details: number;
}

/**
 * @param safe escapes for the room, and keeps the length of a text. It comes after the cutting, which may cut a name that was
 * harmless as a whole.
 */
export function safeMessage(
  message: Message,
  limits: PartLimits,
  safe: (text: string, isOurs: boolean) => string = safeText,
): SafeMessage {
  const safeTexts = (texts: readonly PlainText[], length: number): string[] =>
    fitTexts(
      texts.map((text) => escapedWith(text, (unescaped) => unescaped)),
      length,
    ).map((cut, index) => safe(cut, texts[index]?.isOurs === true));
  const safeFacts = (facts: Message['facts'], length: number): SafeFact[] => {
    const values = safeTexts(
      facts.map(({ value }) => value),
      length,
    );
    return facts.map(({ label }, index) => ({ label, value: values[index] || nothing }));
  };
  const { advice } = message;
  const steps = safeTexts(advice?.steps ?? [], limits.advice).filter((step) => step !== '');
  const tag = signAndTag(message);
  const headline = safeTexts([message.headline], limits.headline - tag.length).join('');
  return {
    color: message.isQuiet ? neutralColor : lookOf(message).color,
    headline: `${tag}${headline || nothing}`,
    summary: safeTexts(
      message.summary,
      limits.summary - separator.length * message.summary.length,
    ).join(separator),
    advice: advice && steps.length > 0 ? { label: advice.label, steps } : undefined,
    links: message.links,
    facts: safeFacts(message.facts, limits.facts),
    details: safeFacts(message.details, limits.details),
  };
}

const separator = ' · ';

/** Many rooms refuse an element without text. */
const nothing = '–';

/** The lines between summary and links: what to do, then the facts. */
export function bodyLines({ advice, facts }: SafeMessage): string[] {
  const steps = advice?.steps ?? [];
  return [
    ...steps.map((step, index) => (index === 0 ? `${advice?.label}: ${step}` : step)),
    ...facts.map(({ label, value }) => (label === '' ? value : `${label}: ${value}`)),
  ];
}

/** Small print, on one line. */
export function detailLine({ details }: SafeMessage): string {
  return details.map(({ label, value }) => withLabel(label, value)).join(separator);
}

/** All of it as one text, for rooms that have no more, and for a terminal. */
export function wholeText(shown: SafeMessage): string {
  const lines = [
    shown.headline,
    shown.summary,
    ...bodyLines(shown),
    ...linkLines(shown),
    detailLine(shown),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** The same, with the links last and whole, however little the rest leaves of the length. */
export function textThenLinks(shown: SafeMessage, maxLength: number): string {
  const addresses = linkLines(shown).join('\n');
  const text = firstLines(wholeText({ ...shown, links: [] }), maxLength - addresses.length - 1);
  return [text, addresses].filter((line) => line !== '').join('\n');
}

function linkLines({ links }: SafeMessage): string[] {
  return links.map(({ title, url }) => `${title}: ${url}`);
}

/** The links on one line, for rooms that take Markdown. Empty: there is none. */
export function markdownLinks({ links }: SafeMessage): string {
  return links.map(({ title, url }) => `[${title}](${url})`).join(separator);
}

/** The first lines of a text, as many as fit. */
export function firstLines(text: string, maxLength: number): string {
  const lines = text.split('\n');
  while (lines.length > 1 && lines.join('\n').length > maxLength) lines.pop();
  return lines.join('\n');
}
