import type { Link, Message } from '../messages/message.ts';
import { escapedWith, type PlainText } from '../messages/plain-text.ts';
import { fitTexts } from './fit-texts.ts';
import { safeText } from './safe-text.ts';
import { lookOf, neutralColor, signAndTag } from './severity-look.ts';

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

/** @param safe escapes for the room. */
export function safeMessage(
  message: Message,
  limits: PartLimits,
  safe: (text: string) => string = safeText,
): SafeMessage {
  const escaped = (text: PlainText): string => escapedWith(text, safe);
  const cut = (text: string, length: number): string => fitTexts([text], length).join('');
  const factsOf = (facts: Message['facts'], length: number): SafeFact[] => {
    const values = fitTexts(
      facts.map(({ value }) => escaped(value)),
      length,
    );
    return facts.map(({ label }, index) => ({ label, value: values[index] ?? '' }));
  };
  const { advice } = message;
  return {
    color: message.isQuiet ? neutralColor : lookOf(message).color,
    headline: cut(`${signAndTag(message)}${escaped(message.headline)}`, limits.headline),
    summary: cut(message.summary.map(escaped).join(' · '), limits.summary),
    advice: advice && {
      label: advice.label,
      steps: fitTexts(advice.steps.map(escaped), limits.advice),
    },
    links: message.links,
    facts: factsOf(message.facts, limits.facts),
    details: factsOf(message.details, limits.details),
  };
}

/** The lines between summary and links: what to do, then the facts. */
export function bodyLines({ advice, facts }: SafeMessage): string[] {
  const steps = advice?.steps ?? [];
  return [
    ...steps.map((step, index) => (index === 0 ? `${advice?.label}: ${step}` : step)),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
  ];
}

/** Small print, on one line. */
export function detailLine({ details }: SafeMessage): string {
  return details.map(({ label, value }) => `${label} ${value}`).join(' · ');
}

/** All of it as one text, for rooms that have no more, and for a terminal. */
export function wholeText(shown: SafeMessage): string {
  const lines = [
    shown.headline,
    shown.summary,
    ...bodyLines(shown),
    ...shown.links.map(({ title, url }) => `${title}: ${url}`),
    detailLine(shown),
  ];
  return lines.filter((line) => line !== '').join('\n');
}
