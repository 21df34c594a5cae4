import { createHash } from 'node:crypto';
import { type Severity, severities } from '../classify/classes.ts';
import { targetAccountOf } from '../classify/target-account.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { Message } from '../messages/message.ts';
import type { About } from '../rooms/about.ts';
import type { RoutedUse } from '../rooms/route.ts';
import type { RootActivity } from '../root-activity.ts';

/**
 * What a message is about that tells these activities.
 *
 * @param message which may be graver than each of its activities: of many failed sign-ins, for one. Then each counts as so grave, or
 * the room of what is grave would not be told.
 */
export function aboutOf(
  activities: readonly RootActivity[],
  message: Pick<Message, 'severity'>,
): About {
  const uses = activities.map(routedUse);
  const rank = (severity: Severity): number => severities.indexOf(severity);
  const isGraver = uses.every(({ severity }) => rank(message.severity) < rank(severity));
  return {
    id: idOf(activities),
    uses: isGraver ? uses.map((use) => ({ ...use, severity: message.severity })) : uses,
  };
}

function routedUse(activity: RootActivity): RoutedUse {
  const accounts = [activity.accountId, targetAccountOf(activity)];
  return {
    severity: verdictOf(activity).severity,
    accounts: accounts.filter((it) => it !== undefined),
    // Alarms are CloudWatch's.
    cloud: activity.kind === 'alarm' ? 'aws' : activity.cloud,
    isDrill: activity.isDrill,
  };
}

/** Some kinds of room send the id as a header, and records may say what they like: what is odd or long is hashed. */
function idOf(activities: readonly RootActivity[]): string {
  const ids = activities.map(({ id }) => id).sort();
  const [only = '', ...others] = ids;
  if (others.length === 0 && /^[\w.:-]{1,120}$/.test(only)) return only;
  const hash = createHash('sha256').update(JSON.stringify(ids)).digest('base64url');
  return others.length === 0 ? `use-${hash}` : `digest-${hash}`;
}
