import { verdictOf } from '../classify/verdict-of.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import { alarmLink } from './alarm-link.ts';
import { boundText } from './bound-text.ts';
import { isLate, utcClock } from './brief-time.ts';
import { utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, delay, freeText, shortTime, summaryOf } from './parts.ts';
import { regionWithName } from './region-name.ts';
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
  const { severity } = verdictOf(alarm);
  const name = freeText(alarm.alarmName, maxNameLength);
  const subject = subjectOf(alarm.alarmName, alarmSubjects, words);
  const region = alarm.region && regionWithName(alarm.region, words);
  const url = alarm.alarmName && alarmLink(alarm.region, alarm.alarmName);
  const happened = sentence(alarm, subject, words);
  return {
    ...headline(alarm.isDrill, severity, happened, words),
    summary: summaryOf([accountOf(alarm, context), region, shortTime(alarm, timeZone, context)]),
    advice: adviceOn(alarm, words),
    links: linksOf(
      runbookLink(alarm, settings.runbookUrl, words),
      url === undefined ? undefined : { opens: 'console', title: words.openAlarm, url },
    ),
    facts: knownFacts([
      [words.label.findings, findings && words.findings(findings)],
      [words.label.reason, freeText(alarm.reason, maxTextLength)],
    ]),
    details: knownFacts([
      [alarm.isNotice ? words.label.notice : words.label.alarm, name || words.unknown],
      [words.label.condition, freeText(alarm.condition, maxTextLength)],
      [words.label.description, description(alarm, words), briefDescription(alarm)],
      ['', alarm.occurredAt && utcTime(alarm.occurredAt), utcClock(alarm.occurredAt, context)],
      [
        '',
        delay(alarm, context, alarm.isNotice ? words.after : words.afterAlarm),
        isLate(alarm.occurredAt, context) ? undefined : null,
      ],
    ]),
  };
}

/** As `resources/alarm-metric.yml` has it. */
const ownDescription = "The root account was used, by the trail's log";

/** Ours in the language of the message; somebody else's as it was written. */
function description({ description }: AlarmTransition, words: Words): string | undefined {
  if (description === ownDescription) return words.ownAlarmDescription;
  return freeText(description, maxTextLength);
}

/** Ours says what the headline says. */
function briefDescription({ description }: AlarmTransition): null | undefined {
  return description === ownDescription ? null : undefined;
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
  if (configured !== undefined) return boundText(configured, maxNameLength);
  return /^root-alert(-[a-z0-9-]{1,20})?$/i.test(name)
    ? words.rootAccount
    : boundText(name, maxNameLength);
}
