import { incidentIdOf } from '../incident/incident.ts';

/** The id of the window that a request opens, by its signature: a copy of the request opens no second one. */
export function windowIdOf(signature: string): string {
  return incidentIdOf({ counter: 'planned', id: signature });
}
