import { escalationRooms } from './route.ts';
import { readWebhookRooms } from './webhook-rooms.ts';

/**
 * That no room is for what nobody answers, in a clause: nothing is lost for it, so it is no fault. Undefined: one is, or nobody can be
 * told at all.
 *
 * @param secret the value of the webhook secret.
 */
export function escalationHint(secret: string, extraHosts: readonly string[]): string | undefined {
  const { rooms } = readWebhookRooms(secret, extraHosts);
  if (rooms.length === 0 || escalationRooms(rooms).length > 0) return undefined;
  return 'no room is for escalation, so what nobody answers is said again where it was told (docs/escalation.md)';
}
