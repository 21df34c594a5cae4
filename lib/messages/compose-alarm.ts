import { verdictOf } from '../classify/verdict-of.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { adviceFact } from './advice.ts';
import { alarmLink } from './alarm-link.ts';
import { formatTime } from './format-time.ts';
import { headline } from './headline.ts';
import { regionText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { neutralizeText } from './neutralize-text.ts';
import { accountOf, delay, freeText, joined } from './parts.ts';
import { runbookLink } from './runbook-link.ts';
import type { Words } from './words.ts';

/** Both in code points. */
const maxNameLength = 120;
const maxTextLength = 300;

/**
 * Words the message about a CloudWatch alarm. An alarm says only that root was used, so its sentence stays the
 * one that readers know from the guides.
 */
export function composeAlarm(
  alarm: AlarmTransition,
  settings: WordSettings,
  context: MessageContext,
  words: Words,
): Message {
  const { timeZone, alarmSubjects = new Map() } = settings;
  const { findings } = context;
  const account = accountOf(alarm, context);
  const { severity } = verdictOf(alarm);
  const subject = subjectOf(alarm.alarmName, alarmSubjects, words);
  const region = alarm.region && regionText(alarm.region);
  const url = alarm.alarmName && alarmLink(alarm.region, alarm.alarmName);
  return {
    severity,
    headline: headline(alarm.isDrill, severity, sentence(alarm, subject, words), words),
    summary: joined([account, region]),
    facts: knownFacts([
      // Never left out: Slack refuses a message without facts.
      [
        alarm.isNotice ? words.label.notice : words.label.alarm,
        freeText(alarm.alarmName, maxNameLength) || words.unknown,
      ],
      [words.label.account, account],
      [words.label.region, region],
      [words.label.time, alarm.occurredAt && formatTime(alarm.occurredAt, timeZone)],
      [words.label.delay, delay(alarm, context, alarm.isNotice ? words.after : words.afterAlarm)],
      [words.label.reason, freeText(alarm.reason, maxTextLength)],
      [words.label.condition, freeText(alarm.condition, maxTextLength)],
      [words.label.description, freeText(alarm.description, maxTextLength)],
      [words.label.findings, findings && words.findings(findings)],
    ]),
    advice: adviceFact(alarm, words),
    link: url === undefined ? undefined : { title: words.openAlarm, url },
    runbook: runbookLink(alarm, settings.runbookUrl, words),
  };
}

function sentence(alarm: AlarmTransition, subject: string, words: Words): string {
  const { state, alarmName, isNotice } = alarm;
  if (isNotice) return words.notice(freeText(alarmName, maxNameLength));
  if (state === 'OK') return words.alarm.ok(subject);
  if (state === 'INSUFFICIENT_DATA') return words.alarm.insufficientData(subject);
  return words.alarm.raised(subject);
}

/** Every guide calls the alarm `root-alert`. In other stages the name has a suffix. */
function subjectOf(
  name: string | undefined,
  subjects: ReadonlyMap<string, string>,
  words: Words,
): string {
  if (name === undefined) return words.namelessAlarm;
  const configured = subjects.get(name);
  if (configured !== undefined) return neutralizeText(configured, maxNameLength);
  return /^root-alert(-[a-z0-9-]{1,20})?$/i.test(name)
    ? words.rootAccount
    : neutralizeText(name, maxNameLength);
}
