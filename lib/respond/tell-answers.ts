import { countriesOf } from '../country/countries-of.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { tellAndKeep } from '../delivery/tell-and-keep.ts';
import { type IncidentAnswer, readAnswers } from '../incident/answer.ts';
import { type IncidentRecord, readIncidentRecord, routedUse } from '../incident/incident-record.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import { composeAnswer } from '../messages/compose-answer.ts';
import { withWords } from '../messages/load-words.ts';

/** The id under which an answer is told, once. */
export function tellingIdOf(incidentId: string, { id }: Pick<IncidentAnswer, 'id'>): string {
  return `incident-${incidentId}-answer-${id}`;
}

/** What an incident is about: its first use, and its first critical one where that is another. */
export function recordsOf({ first, critical }: IncidentRow): IncidentRecord[] {
  const records = [readIncidentRecord(first), readIncidentRecord(critical)].filter(
    (it) => it !== undefined,
  );
  return records.filter(({ id }, index) => records.findIndex((it) => it.id === id) === index);
}

/**
 * Tells each answer of an incident that some room has not heard yet. Cheap where all are told. Never rejects.
 *
 * @param row of the incident, as it is now.
 * @param endsAtMs when posting ends, in clock time.
 * @returns `untold`: ask again later.
 */
export async function tellAnswers(
  incidentId: string,
  row: IncidentRow,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  let outcome: 'told' | 'untold' = 'told';
  for (const answer of readAnswers(row.answers)) {
    const one = await tellAnswer(incidentId, answer, row, endsAtMs, delivery);
    if (one === 'untold') outcome = 'untold';
  }
  return outcome;
}

/**
 * Tells one answer to the rooms that are told of the uses that it is about, and keeps it as evidence where that is asked for. Never
 * rejects.
 */
export async function tellAnswer(
  incidentId: string,
  answer: IncidentAnswer,
  row: IncidentRow,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { config, clock } = delivery;
  const records = recordsOf(row);
  const answers = readAnswers(row.answers);
  const before = answers.slice(
    0,
    answers.findIndex(({ id }) => id === answer.id),
  );
  const given = {
    incidentId,
    answer,
    isContest: before.some(({ verdict }) => verdict !== answer.verdict),
    records,
  };
  const toldAt = new Date(clock.now());
  const telling = {
    id: tellingIdOf(incidentId, answer),
    // An answer opens no alert in a pager.
    about: { uses: records.map(routedUse), incidentId, audience: 'readers' as const },
    messageIn: async (locale: typeof config.locale) => {
      const countries = await countriesOf([answer], { ...config, locale });
      return composeAnswer(given, { countries, toldAt }, await withWords({ ...config, locale }));
    },
  };
  const evidence = {
    kind: 'answer' as const,
    incident: incidentId,
    uses: records.map(({ id }) => id),
    answer,
  };
  return await tellAndKeep(telling, evidence, endsAtMs, delivery);
}
