import type { UseFacts } from '../root-activity.ts';
import { actorOf } from './actor.ts';
import { type EventClass, isSignIn, type Severity } from './classes.ts';
import { directionOfEffect } from './direction.ts';
import type { Direction } from './effect.ts';
import { failureOf } from './failure-kind.ts';
import { ncloudClassOf } from './ncloud-class.ts';
import { effectOfDeed } from './ncloud-deed.ts';
import { ncloudDeedOf } from './ncloud-deed-of.ts';
import { sectionOfUse } from './runbook-section.ts';
import { maxSeverityOfSafer, milder, severityOfClass } from './severity.ts';
import { consoleLogInOf } from './sign-in-class.ts';
import type { UseVerdict } from './use-verdict.ts';

/** As `judge`, for a use of root in Naver Cloud. It is by itself, so that an alert about AWS does not read it. */
export function judgeNcloud(facts: UseFacts): UseVerdict {
  const known = ncloudClassOf(facts);
  const eventClass = known === 'signIn' ? consoleLogInOf(facts) : known;
  const actor = actorOf(facts, eventClass);
  const deed = ncloudDeedOf(facts);
  const effect = deed && effectOfDeed[deed];
  const direction = directionOfEffect(effect);
  return {
    eventClass,
    actor,
    severity: ncloudSeverityOf(eventClass, deed === 'logOut', direction),
    runbookSection: sectionOfUse(facts, eventClass, actor),
    direction,
    effect,
    failure: failureOf(facts),
  };
}

/** A log-in and a new access key have the severities that readers of Naver Cloud's guides know: 주의 and 경고. */
export function ncloudSeverityOf(
  eventClass: EventClass,
  isLogOut: boolean,
  direction?: Direction,
): Severity {
  if (eventClass === 'signInWithoutMfa' || eventClass === 'accessKeyCreated') return 'high';
  if (isSignIn(eventClass)) return 'medium';
  if (isLogOut) return 'low';
  const severity = severityOfClass[eventClass];
  return direction === 'safer' ? milder(severity, maxSeverityOfSafer) : severity;
}
