import { countriesOf } from '../country/countries-of.ts';
import { ownDeployment } from '../guard/own-deployment.ts';
import type { FollowUp } from '../incident/follow-ups.ts';
import { type IncidentRecord, routedUse } from '../incident/incident-record.ts';
import { recentPrecursors } from '../incident/precursor.ts';
import { readDeeds } from '../incident/uses-note.ts';
import type { WhoWasIt } from '../incident/who-was-it.ts';
import { composeFollowUp, type IncidentStory } from '../messages/compose-follow-up.ts';
import { withWords } from '../messages/load-words.ts';
import { knownAccountNames } from './account-names.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { findWhoWasIt } from './find-who-was-it.ts';
import type { Telling } from './tell-once.ts';
import { activityOf, keptRecords, type ToldIncident } from './told-incident.ts';

/**
 * What tells how an incident goes on. Undefined: nobody knows what it is about.
 *
 * @param endsAtMs when posting ends, in clock time.
 */
export async function followUpTelling(
  incident: ToldIncident,
  followUp: FollowUp,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<Omit<Telling, 'id'> | undefined> {
  const {
    incidentId,
    known: { first },
    row: { noted },
  } = incident;
  if (first === undefined) return undefined;
  const { config, clock, ledger } = delivery;
  const deedOf = (record: IncidentRecord) => ({ record, activity: activityOf(record, delivery) });
  const [account] = first.accounts;
  const story: Omit<IncidentStory, 'who'> = {
    incidentId,
    followUp,
    first: deedOf(first),
    deeds: (noted === undefined ? [first] : readDeeds(noted)).map(deedOf),
    uses: noted?.uses ?? 1,
    failed: noted?.failed ?? 0,
    regions: noted?.regions ?? [],
    lastToldAtMs: noted?.lastToldAtMs ?? first.toldAtMs,
    before:
      account === undefined
        ? {}
        : // The message is worth more than they are.
          recentPrecursors(await ledger.precursors(account).catch(() => ({})), first.toldAtMs),
    stage: ownDeployment(config)?.stage,
  };
  const toldAt = new Date(clock.now());
  const accountNames = await knownAccountNames(
    story.deeds.flatMap(({ activity }) => activity ?? []),
    delivery,
  );
  // Looked for only where it is told, and once in whatever languages: a step that was told is due until the next one.
  let finding: Promise<WhoWasIt | undefined> | undefined;
  const find = () => {
    if (account === undefined || followUp.kind === 'quiet') return undefined;
    const { ownAccountId } = incident;
    const about = { account, openedAtMs: first.toldAtMs, records: keptRecords(incident) };
    finding ??= findWhoWasIt(about, ownAccountId, endsAtMs, delivery);
    return finding;
  };
  return {
    about: { uses: [routedUse(first)], incidentId, audience: 'readers' },
    messageIn: async (locale) => {
      const settings = { ...config, locale };
      const who = await find();
      const addresses = who?.addresses.map(({ address }) => ({ sourceIp: address })) ?? [];
      const countries = await countriesOf(addresses, settings);
      const context = { accountNames, countries, toldAt };
      return composeFollowUp({ ...story, who }, await withWords(settings), context);
    },
  };
}
