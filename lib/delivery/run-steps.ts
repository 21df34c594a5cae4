import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { Config } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { errorName } from '../error-text.ts';
import { ownDeployment } from '../guard/own-deployment.ts';
import { readAnswers } from '../incident/answer.ts';
import { sessionKey } from '../incident/incident.ts';
import { type IncidentRecord, readIncidentRecord } from '../incident/incident-record.ts';
import {
  type KnownIncident,
  maxEscalations,
  type Step,
  type StepSettings,
  stepsDue,
} from '../incident/steps-due.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import { composeEscalation, type Escalation } from '../messages/compose-escalation.ts';
import { withWords } from '../messages/load-words.ts';
import type { RoutedUse } from '../rooms/route.ts';
import type { RootActivity } from '../root-activity.ts';
import { readOutboxMessage } from '../sources/outbox-message.ts';
import { knownAccountNames } from './account-names.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type Telling, tellOnce } from './tell-once.ts';
import { tellTopic } from './tell-topic.ts';

/** How an incident stands after its steps were taken. */
export type StepsState =
  | { readonly state: 'done' }
  | { readonly state: 'waiting'; readonly nextAtMs: number }
  /** Some room has not what is due, or the ledger does not answer: ask again, at the latest when the next step is due. */
  | { readonly state: 'untold'; readonly nextAtMs: number | undefined };

export function stepSettings({ respond, escalateMs }: Config): StepSettings {
  return { escalateMs: respond && escalateMs };
}

/**
 * Takes the steps of an incident that are due, each once, whoever asks and however often. Never rejects.
 *
 * @param endsAtMs when posting ends, in clock time.
 */
export async function runSteps(
  incidentId: string,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<StepsState> {
  const { ledger, clock, config, log } = delivery;
  try {
    const row = await ledger.incident(incidentId);
    if (row === undefined) return { state: 'done' };
    const known = knownIncident(row);
    const { due, nextAtMs } = stepsDue(known, stepSettings(config), clock.now());
    const untold: Step[] = [];
    for (const step of due) {
      const told = await takeStep(incidentId, step, known, endsAtMs, delivery);
      if (told === 'untold') untold.push(step);
    }
    reportUntold(incidentId, untold, delivery);
    const next = untold.length > 0 ? clock.now() : nextAtMs;
    const isKept = next === row.nextStepAtMs || (untold.length > 0 && isPast(row, clock.now()));
    if (!isKept) await ledger.keepNextStep(incidentId, next);
    if (untold.length > 0) return { state: 'untold', nextAtMs };
    return nextAtMs === undefined ? { state: 'done' } : { state: 'waiting', nextAtMs };
  } catch (error) {
    log({ level: 'ERROR', message: 'steps', incident: incidentId, reason: errorName(error) });
    return { state: 'untold', nextAtMs: undefined };
  }
}

function isPast({ nextStepAtMs }: IncidentRow, nowMs: number): boolean {
  return nextStepAtMs !== undefined && nextStepAtMs <= nowMs;
}

function knownIncident({ critical, answers }: IncidentRow): KnownIncident {
  return { critical: readIncidentRecord(critical), answers: readAnswers(answers) };
}

async function takeStep(
  incidentId: string,
  step: Step,
  { critical }: KnownIncident,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { clock, config } = delivery;
  if (clock.now() >= endsAtMs) return 'untold';
  const record = step.kind === 'unanswered' ? step.record : critical;
  const because =
    step.kind === 'unanswered' ? { kind: step.kind, nth: step.nth, of: maxEscalations } : step;
  const telling: Telling = {
    id: stepId(incidentId, step),
    about: {
      uses: record === undefined ? [] : [routedUse(record)],
      incidentId,
      // First those who were told; then those whom the secret names for it.
      ...((step.kind === 'notUs' || step.nth > 1) && { audience: 'escalation' }),
    },
    messageIn: await escalationWording(
      { incidentId, record, activity: record && activityOf(record, delivery), because },
      delivery,
    ),
  };
  const topicArn = telling.about.audience === 'escalation' ? config.escalationTopicArn : undefined;
  const tellings = [
    tellOnce(telling, endsAtMs, delivery),
    ...(topicArn === undefined
      ? []
      : [tellTopic(telling, topicArn, incidentId, endsAtMs, delivery)]),
  ];
  const outcomes = await Promise.all(tellings);
  return outcomes.every((it) => it === 'told') ? 'told' : 'untold';
}

/** The ids of what is told once: of an answer that it was not us, and of each time that one critical use is said again. */
function stepId(incidentId: string, step: Step): string {
  return step.kind === 'notUs'
    ? `incident-${incidentId}-notUs`
    : `incident-${incidentId}-unanswered-${sessionKey(step.record.id)}-${step.nth}`;
}

/** Read again as it was told. Undefined: it is not kept, or it was too long. */
function activityOf(
  { id, body }: IncidentRecord,
  { config }: Pick<DeliveryDeps, 'config'>,
): RootActivity | undefined {
  if (body === undefined) return undefined;
  // A body may be shortened, and then its own id would be another.
  return { ...readOutboxMessage(body, () => id, ownDeployment(config)), id };
}

async function escalationWording(
  escalation: Escalation,
  delivery: DeliveryDeps,
): Promise<Telling['messageIn']> {
  const { config, clock } = delivery;
  const activities = escalation.activity === undefined ? [] : [escalation.activity];
  const toldAt = new Date(clock.now());
  const accountNames = await knownAccountNames(activities, delivery);
  return async (locale) => {
    const countries = await countriesOf(activities, { locale });
    const settings = await withWords({ ...config, locale });
    return composeEscalation(escalation, settings, { accountNames, countries, toldAt });
  };
}

function routedUse({ severity, accounts, cloud, isDrill }: IncidentRecord): RoutedUse {
  return { severity, accounts, cloud, isDrill };
}

/** The metric is that of uses which wait for a room: its alarm mails `opsEmail`. */
function reportUntold(
  incidentId: string,
  untold: readonly Step[],
  { config, clock, log }: DeliveryDeps,
): void {
  if (untold.length === 0) return;
  const nowMs = clock.now();
  const oldestMs = Math.max(...untold.map(({ dueAtMs }) => nowMs - dueAtMs));
  log({
    level: 'WARN',
    message: 'steps',
    incident: incidentId,
    untold: untold.map((step) => stepId(incidentId, step)),
    ...embeddedMetrics(config.metricsNamespace, nowMs, {
      OldestUntoldSeconds: { value: Math.round(oldestMs / 1_000), unit: 'Seconds' },
    }),
  });
}
