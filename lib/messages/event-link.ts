import { isEventId, isRegion } from './identifier-text.ts';

/**
 * Address of one event in the CloudTrail console, for who is signed in to its account. Undefined
 * where region or id are not what AWS writes: a link is never made of text from outside.
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
