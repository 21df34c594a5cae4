import type { UseFacts } from '../root-activity.ts';
import { actorOf } from './actor.ts';
import type { Actor, EventClass, Severity } from './classes.ts';
import { classify } from './classify.ts';
import { isPlainDataEvent } from './data-event.ts';
import { directionOfEffect, mainEffectOf } from './direction.ts';
import type { Direction } from './effect.ts';
import { failureOf } from './failure-kind.ts';
import { mayHideAdministrator } from './hidden-request.ts';
import { severityOfPolicy, severityOfTaskCall } from './root-task.ts';
import { sectionOfUse } from './runbook-section.ts';
import { milder, ownPartSeverity, severityOf } from './severity.ts';
import type { UseVerdict } from './use-verdict.ts';

/** Judges a use of root in AWS: what it is, who did it, how bad it is, and where the runbook has it. */
export function judge(facts: UseFacts): UseVerdict {
  const eventClass = classify(facts);
  const actor = actorOf(facts, eventClass);
  const effect = mainEffectOf(facts);
  const direction = directionOfEffect(effect);
  return {
    eventClass,
    actor,
    severity: severityOfUse(facts, eventClass, actor, direction),
    runbookSection: sectionOfUse(facts, eventClass, actor),
    direction,
    effect,
    failure: failureOf(facts),
  };
}

function severityOfUse(
  facts: UseFacts,
  eventClass: EventClass,
  actor: Actor,
  direction: Direction | undefined,
): Severity {
  return eventClass === 'ownPart' && facts.ownPart !== undefined
    ? ownPartSeverity(facts.ownPart, facts.isByOther)
    : severityInAws(facts, eventClass, actor, direction);
}

function severityInAws(
  facts: UseFacts,
  eventClass: EventClass,
  actor: Actor,
  direction: Direction | undefined,
): Severity {
  const policy = facts.assumeRoot?.taskPolicyArn;
  if (eventClass === 'assumeRoot' && policy !== undefined) return severityOfPolicy(policy);
  // Whatever it is that everybody gets into, and whatever its class.
  const isWorst = mayHideAdministrator(facts) || mainEffectOf(facts) === 'opensToAll';
  const severity = severityOf(eventClass, actor, direction, isWorst);
  if (actor === 'centralizedSession') {
    const { taskPolicy } = facts.identity;
    const ofPolicy = taskPolicy === undefined ? severity : severityOfPolicy(taskPolicy);
    return severityOfTaskCall(facts) ?? ofPolicy;
  }
  return isPlainDataEvent(facts, eventClass) ? milder(severity, 'medium') : severity;
}
