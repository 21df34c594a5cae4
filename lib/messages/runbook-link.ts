import { verdictOf } from '../classify/verdict-of.ts';
import type { RootActivity } from '../root-activity.ts';
import type { Link } from './message.ts';
import type { Words } from './words.ts';

/** Opens the section about an activity in the team's copy of docs/runbook.md. Undefined: the team has set no URL. */
export function runbookLink(
  activity: RootActivity | undefined,
  runbookUrl: string | undefined,
  words: Words,
): Link | undefined {
  if (activity === undefined || runbookUrl === undefined) return undefined;
  return {
    opens: 'runbook',
    title: words.openRunbook,
    url: `${runbookUrl}#${verdictOf(activity).runbookSection}`,
  };
}
