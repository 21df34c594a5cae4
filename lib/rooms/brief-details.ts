import type { Fact, Message } from '../messages/message.ts';

/** The small print for a phone. */
export function briefDetails({ details }: Message): Fact[] {
  return details.flatMap((fact) => {
    if (fact.brief === undefined) return [fact];
    return fact.brief === null ? [] : [{ ...fact, label: '', value: fact.brief }];
  });
}
