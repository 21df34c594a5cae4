import type { RootActivity } from '../root-activity.ts';
import { isEventId, isRegion } from './identifier-text.ts';
import type { Link } from './message.ts';
import type { Words } from './words.ts';

/** Opens the event of an activity. Undefined for a drill, which is in no trail, and where nothing can be linked. */
export function linkToEvent(
  activity: RootActivity | undefined,
  words: Words,
  title: string = words.openEvent,
): Link | undefined {
  if (activity === undefined || activity.isDrill) return undefined;
  const url = eventLink(activity.region, activity.eventId);
  return url === undefined ? undefined : { opens: 'console', title, url };
}

/**
 * Address of one event in the CloudTrail console, for a reader who is signed in to its account. Undefined
 * where region or id are not as AWS writes them: a link is never made of text from outside.
 */
export function eventLink(
  region: string | undefined,
  eventId: string | undefined,
): string | undefined {
  if (region === undefined || eventId === undefined) return undefined;
  if (!isRegion(region) || !isEventId(eventId)) return undefined;
  return `https://${region}.${consoleHost(region)}/cloudtrailv2/home?region=${region}#/events/${eventId}`;
}

/** The console of the partition that a region is in. */
export function consoleHost(region: string): string {
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  return 'console.aws.amazon.com';
}
