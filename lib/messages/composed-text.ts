import type { Message } from './message.ts';
import { escapedWith, type PlainText } from './plain-text.ts';

/** A message as lines of text, as nobody's room shows it: for the evidence. */
export function composedText({
  tag,
  headline,
  summary,
  advice,
  links,
  facts,
  details,
}: Message): string[] {
  const plain = (text: PlainText): string => escapedWith(text, (it) => it);
  const fact = ({ label, value }: Message['facts'][number]): string =>
    [label, plain(value)].filter(Boolean).join(': ');
  return [
    [tag, plain(headline)].filter(Boolean).join(' '),
    summary.map(plain).join(' · '),
    ...(advice?.steps.map(plain) ?? []),
    ...links.map(({ title, url }) => `${title}: ${url}`),
    ...facts.map(fact),
    ...details.map(fact),
  ].filter((line) => line !== '');
}
