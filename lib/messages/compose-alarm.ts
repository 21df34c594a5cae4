import type { Severity } from '../classify/classes.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { alarmLink } from './alarm-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { Surroundings, WordSettings } from './message-context.ts';
import { inertText } from './neutralize-text.ts';
import { accountOf, adviceFor, delay } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import type { Words } from './words.ts';

const maxNameLength = 120;
const maxTextLength = 300;

/**
 * Words an alarm of the classic path. An alarm alone says only that root was used, so the sentence
 * stays the one that its users know.
 */
export function composeAlarm(
  alarm: AlarmTransition,
  settings: WordSettings,
  surroundings: Surroundings,
  say: Words,
): Message {
  const { timeZone, alarmSubjects = new Map() } = settings;
  const { findings } = surroundings;
  const account = accountOf(alarm, surroundings);
  const severity: Severity = alarm.state === 'ALARM' ? 'high' : 'low';
  const subject = subjectOf(alarm.alarmName, alarmSubjects, say);
  const region = alarm.region && regionText(alarm.region);
  const url = alarm.alarmName && alarmLink(alarm.region, alarm.alarmName);
  return {
    severity,
    headline: headline(alarm.isDrill, severity, sentence(alarm, subject, say), say),
    summary: [account, region].filter(Boolean).join(' · '),
    facts: knownFacts([
      // Never left out: a message without facts is one that Slack refuses.
      [say.label.alarm, alarm.alarmName ? inertText(alarm.alarmName, maxNameLength) : say.unknown],
      [say.label.account, account],
      [say.label.region, region],
      [say.label.time, alarm.occurredAt && formatTime(alarm.occurredAt, timeZone)],
      [say.label.delay, delay(alarm, surroundings, say.afterAlarm)],
      [say.label.reason, alarm.reason && inertText(alarm.reason, maxTextLength)],
      [say.label.condition, alarm.condition && inertText(alarm.condition, maxTextLength)],
      [say.label.description, alarm.description && inertText(alarm.description, maxTextLength)],
      [say.label.findings, findings && say.findings(findings)],
    ]),
    advice: { label: say.label.adviceNow, value: adviceFor(alarm, say) },
    link: url === undefined ? undefined : { title: say.openAlarm, url },
    runbook: runbookLink(alarm, settings.runbookUrl, say),
  };
}

function sentence({ state }: AlarmTransition, subject: string, say: Words): string {
  if (state === 'OK') return say.alarm.ok(subject);
  if (state === 'INSUFFICIENT_DATA') return say.alarm.insufficientData(subject);
  return say.alarm.raised(subject);
}

/** `root-alert` is the name that the alarm has in every guide; its other stages have a suffix. */
function subjectOf(
  name: string | undefined,
  subjects: ReadonlyMap<string, string>,
  say: Words,
): string {
  if (name === undefined) return say.namelessAlarm;
  const configured = subjects.get(name);
  if (configured !== undefined) return inertText(configured, maxNameLength);
  return /^root-alert(-[a-z0-9-]{1,20})?$/i.test(name)
    ? say.rootAccount
    : inertText(name, maxNameLength);
}
