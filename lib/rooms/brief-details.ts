import type { Fact, Message } from '../messages/message.ts';

/** The small print for a phone: without what a link of the message opens, where there is such a link. */
export function briefDetails({ details, links }: Message): Fact[] {
  if (!links.some(({ opens }) => opens === 'console')) return [...details];
  return details.flatMap((fact) => {
    if (fact.brief === undefined) return [fact];
    return fact.brief === null ? [] : [{ ...fact, label: '', value: fact.brief }];
  });
}
