import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { Config } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { errorName } from '../error-text.ts';
import { ownDeployment } from '../guard/own-deployment.ts';
import { readAnswers } from '../incident/answer.ts';
import type { FollowUp } from '../incident/follow-ups.ts';
import { sessionKey } from '../incident/incident.ts';
import { type IncidentRecord, readIncidentRecord, routedUse } from '../incident/incident-record.ts';
import { recentPrecursors } from '../incident/precursor.ts';
import {
  type KnownIncident,
  maxEscalations,
  type Step,
  type StepSettings,
  stepsDue,
} from '../incident/steps-due.ts';
import { readDeeds } from '../incident/uses-note.ts';
import type { IncidentRow } from '../ledger/ledger.ts';
import { composeEscalation, type Escalation } from '../messages/compose-escalation.ts';
import { composeFollowUp, type IncidentStory } from '../messages/compose-follow-up.ts';
import { withWords } from '../messages/load-words.ts';
import { tellAnswers } from '../respond/tell-answers.ts';
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

export function stepSettings({ respond, escalateMs, hasFollowUps }: Config): StepSettings {
  return { escalateMs: respond && escalateMs, hasFollowUps };
}

/**
 * Takes the steps of an incident that are due, each once, whoever asks and however often. Never rejects.
 *
 * @param endsAtMs when posting ends, in clock time.
 * @param read the row of the incident, if it was read just now. Absent: it is read.
 */
export async function runSteps(
  incidentId: string,
  endsAtMs: number,
  delivery: DeliveryDeps,
  read?: IncidentRow,
): Promise<StepsState> {
  const { ledger, clock, config, log } = delivery;
  try {
    const row = read ?? (await ledger.incident(incidentId));
    if (row === undefined) return { state: 'done' };
    const known = knownIncident(row);
    const { due, nextAtMs } = stepsDue(known, stepSettings(config), clock.now());
    const untold: Step[] = [];
    for (const step of due) {
      const told = await takeStep({ incidentId, step, known, row }, endsAtMs, delivery);
      if (told === 'untold') untold.push(step);
    }
    reportUntold(incidentId, untold, delivery);
    // While a step is told, somebody may answer.
    const after = due.length === 0 ? row : ((await ledger.incident(incidentId)) ?? row);
    const answers =
      config.respond === undefined
        ? 'told'
        : await tellAnswers(incidentId, after, endsAtMs, delivery);
    const isUntold = untold.length > 0 || answers === 'untold';
    const next = isUntold ? clock.now() : nextAtMs;
    const isKept = next === row.nextStepAtMs || (isUntold && isPast(row, clock.now()));
    if (!isKept) await ledger.keepNextStep(incidentId, next);
    if (isUntold) return { state: 'untold', nextAtMs };
    return nextAtMs === undefined ? { state: 'done' } : { state: 'waiting', nextAtMs };
  } catch (error) {
    log({ level: 'ERROR', message: 'steps', incident: incidentId, reason: errorName(error) });
    return { state: 'untold', nextAtMs: undefined };
  }
}

function isPast({ nextStepAtMs }: IncidentRow, nowMs: number): boolean {
  return nextStepAtMs !== undefined && nextStepAtMs <= nowMs;
}

function knownIncident({ first, critical, answers, noted }: IncidentRow): KnownIncident {
  return {
    first: readIncidentRecord(first),
    critical: readIncidentRecord(critical),
    answers: readAnswers(answers),
    lastToldAtMs: noted?.lastToldAtMs,
  };
}

interface DueStep {
  readonly incidentId: string;
  readonly step: Step;
  readonly known: KnownIncident;
  readonly row: IncidentRow;
}

async function takeStep(
  due: DueStep,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { clock, config } = delivery;
  if (clock.now() >= endsAtMs) return 'untold';
  const { incidentId, step } = due;
  const telling =
    step.kind === 'followUp' || step.kind === 'quiet'
      ? await followUpTelling(due, step, delivery)
      : await escalationTelling(due, step, delivery);
  if (telling === undefined) return 'told';
  const isForEscalation = ['escalation', 'onlyEscalation'].includes(telling.about.audience ?? '');
  const topicArn = isForEscalation ? config.escalationTopicArn : undefined;
  const tellings = [
    tellOnce(telling, endsAtMs, delivery),
    ...(topicArn === undefined
      ? []
      : [tellTopic(telling, topicArn, incidentId, endsAtMs, delivery)]),
  ];
  const outcomes = await Promise.all(tellings);
  return outcomes.every((it) => it === 'told') ? 'told' : 'untold';
}

async function escalationTelling(
  { incidentId, known }: DueStep,
  step: Exclude<Step, FollowUp>,
  delivery: DeliveryDeps,
): Promise<Telling> {
  const record = step.kind === 'unanswered' ? step.record : (known.critical ?? known.first);
  const because =
    step.kind === 'unanswered' ? { kind: step.kind, nth: step.nth, of: maxEscalations } : step;
  const activity = record && activityOf(record, delivery);
  return {
    id: stepId(incidentId, step),
    about: {
      uses: record === undefined ? [] : [routedUse(record)],
      incidentId,
      // First those who were told; then those whom the secret names for it. Of "not us" those who were told have heard already.
      ...(step.kind === 'notUs'
        ? { audience: 'onlyEscalation' as const }
        : step.nth > 1 && { audience: 'escalation' as const }),
    },
    messageIn: await escalationWording({ incidentId, record, activity, because }, delivery),
  };
}

/** Undefined: nobody knows what the incident is about. */
async function followUpTelling(
  { incidentId, known: { first }, row: { noted } }: DueStep,
  followUp: FollowUp,
  delivery: DeliveryDeps,
): Promise<Telling | undefined> {
  if (first === undefined) return undefined;
  const { config, clock, ledger } = delivery;
  const deedOf = (record: IncidentRecord) => ({ record, activity: activityOf(record, delivery) });
  const [account] = first.accounts;
  const story: IncidentStory = {
    incidentId,
    followUp,
    first: deedOf(first),
    deeds: (noted === undefined ? [first] : readDeeds(noted)).map(deedOf),
    uses: noted?.uses ?? 1,
    failed: noted?.failed ?? 0,
    regions: noted?.regions ?? [],
    lastToldAtMs: noted?.lastToldAtMs ?? first.toldAtMs,
    before:
      account === undefined
        ? {}
        : // Not every function that takes steps may read them, and the message is worth more than they are.
          recentPrecursors(await ledger.precursors(account).catch(() => ({})), first.toldAtMs),
    stage: ownDeployment(config)?.stage,
  };
  const toldAt = new Date(clock.now());
  const accountNames = await knownAccountNames(
    story.deeds.flatMap(({ activity }) => activity ?? []),
    delivery,
  );
  return {
    id: stepId(incidentId, followUp),
    about: { uses: [routedUse(first)], incidentId, audience: 'readers' },
    messageIn: async (locale) =>
      composeFollowUp(story, await withWords({ ...config, locale }), { accountNames, toldAt }),
  };
}

/** The ids of what is told once: of an answer that it was not us, and of each time that one critical use is said again. */
function stepId(incidentId: string, step: Step): string {
  switch (step.kind) {
    case 'notUs':
    case 'quiet':
      return `incident-${incidentId}-${step.kind}`;
    case 'followUp':
      return `incident-${incidentId}-${step.kind}-${step.nth}`;
    case 'unanswered':
      return `incident-${incidentId}-${step.kind}-${sessionKey(step.record.id)}-${step.nth}`;
  }
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
