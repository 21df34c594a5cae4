import { consoleHost } from './event-link.ts';
import { isRegion } from './identifier-text.ts';
import type { Link } from './message.ts';
import type { Words } from './words.ts';

/** From a use of root to the alarm: the trail delivers within some 15 minutes, and an alarm takes its period. */
const beforeMs = 30 * 60_000;

/**
 * Opens what CloudTrail's event history has of root before an alarm, where root signs in and manages IAM; the alarm's own region may
 * have nothing of it. No document of AWS gives the address: public code has `#/events?Username=` and `#/events?StartTime=…&EndTime=…`.
 * A console that does not know them shows the history unfiltered.
 */
export function linkToRootHistory(
  alarmRegion: string | undefined,
  alarmedAt: Date | undefined,
  words: Words,
): Link | undefined {
  if (alarmRegion === undefined || !isRegion(alarmRegion) || alarmedAt === undefined) {
    return undefined;
  }
  const region = homeOfSignIns(alarmRegion);
  const from = new Date(alarmedAt.getTime() - beforeMs).toISOString();
  const filter = `Username=root&StartTime=${from}&EndTime=${alarmedAt.toISOString()}`;
  return {
    opens: 'console',
    title: words.openHistory(region),
    url: `https://${region}.${consoleHost(region)}/cloudtrailv2/home?region=${region}#/events?${filter}`,
  };
}

/** Where a partition records sign-ins and IAM (CloudTrail User Guide, "Global service events"). */
function homeOfSignIns(region: string): string {
  if (region.startsWith('us-gov-')) return 'us-gov-west-1';
  return region.startsWith('cn-') ? region : 'us-east-1';
}
