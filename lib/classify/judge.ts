import type { UseFacts } from '../root-activity.ts';
import { actorOf } from './actor.ts';
import { classify } from './classify.ts';
import { directionOf, mainEffectOf } from './direction.ts';
import { failureOf } from './failure-kind.ts';
import { mayHideAdministrator } from './hidden-request.ts';
import { isLogOut } from './ncloud-class.ts';
import { sectionOfUse } from './runbook-section.ts';
import { ncloudSeverityOf, severityOf } from './severity.ts';
import type { UseVerdict } from './use-verdict.ts';

/** Judges a use of root: what it is, who did it, how bad it is, and where the runbook has it. */
export function judge(facts: UseFacts): UseVerdict {
  const eventClass = classify(facts);
  const actor = actorOf(facts, eventClass);
  const isNcloud = facts.cloud === 'ncloud';
  const direction = directionOf(facts);
  return {
    eventClass,
    actor,
    severity: isNcloud
      ? ncloudSeverityOf(eventClass, isLogOut(facts))
      : severityOf(eventClass, actor, direction, mayHideAdministrator(facts)),
    runbookSection: sectionOfUse(facts, eventClass, actor),
    direction,
    effect: mainEffectOf(facts),
    failure: failureOf(facts),
  };
}
