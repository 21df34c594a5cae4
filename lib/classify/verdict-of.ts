import type { AlarmTransition, RootActivity, UnreadableRecord } from '../root-activity.ts';
import { isAboutRoot } from './about-root.ts';
import { type Severity, severities } from './classes.ts';
import type { RunbookSection } from './runbook-section.ts';
import type { UseVerdict } from './use-verdict.ts';

/**
 * How bad an activity is and where the runbook has it. A use carries its verdict. The others need no
 * judging: a record that cannot be read may be anything, and an alarm says only its state.
 */
export function verdictOf(activity: RootActivity): Pick<UseVerdict, 'severity' | 'runbookSection'> {
  switch (activity.kind) {
    case 'use':
      return activity.verdict;
    case 'unreadable':
      return { severity: 'high', runbookSection: sectionOfUnreadable(activity) };
    case 'alarm':
      return {
        severity: severityOfAlarm(activity),
        runbookSection: activity.isDrill ? 'drill' : 'alarm',
      };
  }
}

function severityOfAlarm(alarm: AlarmTransition): Severity {
  if (alarm.isNotice) return isAboutRoot(alarm) ? 'high' : 'low';
  return alarm.state === 'ALARM' ? 'high' : 'low';
}

function sectionOfUnreadable({ isDrill, cloud }: UnreadableRecord): RunbookSection {
  if (isDrill) return 'drill';
  return cloud === 'ncloud' ? 'naver-cloud' : 'unreadable';
}

/** Sorts the worst first. */
export function bySeverity(a: RootActivity, b: RootActivity): number {
  return severities.indexOf(verdictOf(a).severity) - severities.indexOf(verdictOf(b).severity);
}
