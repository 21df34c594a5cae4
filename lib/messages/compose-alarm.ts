import { isAboutRoot } from '../classify/about-root.ts';
import { verdictOf } from '../classify/verdict-of.ts';
import type { AlarmTransition } from '../root-activity.ts';
import { adviceOn } from './advice.ts';
import type { AlarmFindings } from './alarm-findings.ts';
import { alarmLink } from './alarm-link.ts';
import { crossedThreshold, withPlainDates } from './alarm-reason.ts';
import { boundText } from './bound-text.ts';
import { utcClock } from './brief-time.ts';
import { localTime, utcTime } from './format-time.ts';
import { headline } from './headline.ts';
import { knownFacts } from './known-facts.ts';
import { linksOf } from './links-of.ts';
import type { Message } from './message.ts';
import type { MessageContext, WordSettings } from './message-context.ts';
import { accountOf, delay, freeText, shortTime, summaryOf } from './parts.ts';
import { regionWithName } from './region-name.ts';
import { linkToRootHistory } from './root-history-link.ts';
import { runbookLink } from './runbook-link.ts';
import { withIncident } from './with-incident.ts';
import { withRemark } from './with-remark.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words-by-cloud.ts';

/** Both in code points. */
const maxNameLength = 120;
const maxTextLength = 300;

/**
 * Words the message about a CloudWatch alarm. Its sentence begins with the one that readers know from the guides. An alarm says only
 * that root was used, so the message says what is not known yet, and where to look.
 */
export function composeAlarm(
  alarm: AlarmTransition,
  settings: WordSettings,
  context: MessageContext = {},
): Message {
  const words = wordsOf(alarm, settings.words);
  const { timeZone, alarmSubjects = new Map() } = settings;
  const { findings } = context;
  const { severity } = verdictOf(alarm);
  const name = freeText(alarm.alarmName, maxNameLength);
  const subject = subjectOf(alarm.alarmName, alarmSubjects, words);
  const isOfRoot = !alarm.isNotice && isAboutRoot(alarm);
  const region = alarm.region && words.alarmRegion(regionWithName(alarm.region, words));
  const isUnknown = isOfRoot && alarm.state === 'ALARM' && !isFound(findings);
  const url = alarm.alarmName && alarmLink(alarm.region, alarm.alarmName);
  const happened = sentence(alarm, subject, isUnknown, words);
  const reason = reasonText(alarm, isOfRoot, settings, context, words);
  const rawReason = freeText(withPlainDates(alarm.reason), maxTextLength);
  const message = {
    ...headline(alarm.isDrill, severity, happened, words),
    summary: summaryOf([
      accountOf(alarm, context),
      region && isUnknown ? words.originUnknown : undefined,
      shortTime(alarm, timeZone, context),
    ]),
    advice: adviceOn(alarm, words),
    links: linksOf(
      runbookLink(alarm, settings.runbookUrl, words),
      isUnknown && !alarm.isDrill
        ? linkToRootHistory(alarm.region, alarm.occurredAt, words)
        : undefined,
      url === undefined ? undefined : { opens: 'console', title: words.openAlarm, url },
    ),
    facts: knownFacts([
      [words.label.findings, findings && words.findings(findings)],
      [words.label.reason, reason ?? rawReason],
    ]),
    details: knownFacts([
      ['', reason && rawReason],
      [alarm.isNotice ? words.label.notice : words.label.alarm, name || words.unknown],
      [words.label.condition, freeText(alarm.condition, maxTextLength)],
      // Not above, where others say from where: it says nothing of whoever used root.
      ['', region],
      [words.label.description, description(alarm, words), briefDescription(alarm)],
      ['', alarm.occurredAt && utcTime(alarm.occurredAt), utcClock(alarm.occurredAt, context)],
      ['', delay(alarm, context, words)],
    ]),
  };
  return withIncident(withRemark(message, context, words), context, words);
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

function sentence(
  alarm: AlarmTransition,
  subject: string,
  isUnknown: boolean,
  words: Words,
): string {
  const { state, alarmName, isNotice } = alarm;
  if (isNotice) return words.notice(freeText(alarmName, maxNameLength));
  if (state === 'OK') return words.alarm.ok(subject);
  if (state === 'INSUFFICIENT_DATA') return words.alarm.insufficientData(subject);
  return isUnknown ? words.alarm.unknownUse(subject) : words.alarm.raised(subject);
}

/** Whether the trail's log has the uses behind the alarm, which are told as such. */
function isFound(findings: AlarmFindings | undefined): boolean {
  if (findings === undefined) return false;
  return findings.told + findings.waiting + findings.missed + findings.leftOut > 0;
}

/** `5분 동안 root 사용 2회 (기준 1회)`. Undefined: CloudWatch gives another reason, which is told as it is. */
function reasonText(
  { reason, evaluatedMs }: AlarmTransition,
  isOfRoot: boolean,
  { timeZone }: WordSettings,
  { toldAt }: MessageContext,
  words: Words,
): string | undefined {
  const crossed = crossedThreshold(reason);
  if (crossed === undefined || !isOfRoot || evaluatedMs === undefined) return undefined;
  const span = words.duration(Math.round(evaluatedMs / 1_000));
  return words.alarmReason({ ...crossed, since: localTime(crossed.since, timeZone, toldAt), span });
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
