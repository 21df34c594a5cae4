import { asText } from '../json.ts';
import { hashId } from './hash-id.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The event id, if it is a UUID. Two uses may share an id of another form, so then the content decides. A drill
 * may repeat a real record and must not count as its duplicate, so it has a prefix.
 */
export function activityId(
  isDrill: boolean,
  eventId: string | undefined,
  content: unknown,
): string {
  const prefix = isDrill ? 'drill-' : '';
  if (eventId !== undefined && uuid.test(eventId)) return `${prefix}${eventId.toLowerCase()}`;
  return `${prefix}${hashId(asText(content))}`;
}
