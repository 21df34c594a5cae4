import { ownDeployment } from '../guard/own-deployment.ts';
import type { IncidentRecord } from '../incident/incident-record.ts';
import type { KnownIncident } from '../incident/steps-due.ts';
import { readDeeds } from '../incident/uses-note.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import type { RootActivity } from '../root-activity.ts';
import { readOutboxMessage } from '../sources/outbox-message.ts';
import type { DeliveryDeps } from './delivery-deps.ts';

/** An incident of which something is told later. */
export interface ToldIncident {
  readonly incidentId: string;
  readonly known: KnownIncident;
  readonly row: IncidentRow;
  /** The account that this runs in. Undefined: its event history is not looked into. */
  readonly ownAccountId: string | undefined;
}

/** Read again as it was told. Undefined: it is not kept, or it was too long. */
export function activityOf(
  { id, body }: IncidentRecord,
  { config }: Pick<DeliveryDeps, 'config'>,
): RootActivity | undefined {
  if (body === undefined) return undefined;
  // A body may be shortened, and then its own id would be another.
  return { ...readOutboxMessage(body, () => id, ownDeployment(config)), id };
}

/** What is kept of the uses of an incident: the first one, the one about which people are asked, then the gravest. */
export function keptRecords({
  known: { first, critical },
  row: { noted },
}: Pick<ToldIncident, 'known' | 'row'>): IncidentRecord[] {
  const kept = [first, critical].filter((it) => it !== undefined);
  return [...kept, ...(noted === undefined ? [] : readDeeds(noted))];
}
