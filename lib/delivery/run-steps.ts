import { embeddedMetrics } from '../aws/embedded-metrics.ts';
import type { Config } from '../config.ts';
import { countriesOf } from '../country/countries-of.ts';
import { errorName } from '../error-text.ts';
import { readAnswers } from '../incident/answer.ts';
import { type FollowUp, isFollowed } from '../incident/follow-ups.ts';
import { sessionKey } from '../incident/incident.ts';
import { readIncidentRecord, routedUse } from '../incident/incident-record.ts';
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
import { tellAnswers } from '../respond/tell-answers.ts';
import { knownAccountNames } from './account-names.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { followUpTelling } from './follow-up-telling.ts';
import { noteAddresses } from './note-addresses.ts';
import { isTold, type Telling, tell } from './tell-once.ts';
import { tellTopic } from './tell-topic.ts';
import { activityOf, type ToldIncident } from './told-incident.ts';

/** How an incident stands after its steps were taken. */
export type StepsState =
  | { readonly state: 'done' }
  | { readonly state: 'waiting'; readonly nextAtMs: number }
  /** Some room has not what is due, or the ledger does not answer: ask again, at the latest when the next step is due. */
  | { readonly state: 'untold'; readonly nextAtMs: number | undefined };

function stepSettings({ respond, escalateMs, hasFollowUps }: Config): StepSettings {
  return { escalateMs: respond && escalateMs, hasFollowUps };
}

/** What whoever asks for steps knows and may do. */
interface StepsAsked {
  /** The row of the incident, if it was read just now. Absent: it is read. */
  readonly row?: IncidentRow | undefined;
  /** The account that this runs in. Absent: its event history is not looked into. */
  readonly ownAccountId?: string | undefined;
  /** It may not read what a follow-up says: follow-ups are left to whoever takes the next steps. */
  readonly leavesFollowUps?: boolean;
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
  { row: read, ownAccountId, leavesFollowUps = false }: StepsAsked = {},
): Promise<StepsState> {
  const { ledger, clock, config, log } = delivery;
  try {
    const row = read ?? (await ledger.incident(incidentId));
    if (row === undefined) return { state: 'done' };
    const known = knownIncident(row);
    const { due, nextAtMs } = stepsDue(known, stepSettings(config), clock.now());
    const untold: Step[] = [];
    const isLeft = (step: Step) => leavesFollowUps && isFollowUp(step);
    for (const step of due.filter((it) => !isLeft(it))) {
      const told = await takeStep(
        { incidentId, step, known, row, ownAccountId },
        endsAtMs,
        delivery,
      );
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
    const isContested = isFollowedNotUs(after, config);
    if (isContested && !leavesFollowUps) {
      await noteAddresses({ known: knownIncident(after), row: after }, delivery);
    }
    const isDueAgain = isUntold || due.some(isLeft) || (isContested && leavesFollowUps);
    const next = isDueAgain ? clock.now() : nextAtMs;
    const isKept = next === row.nextStepAtMs || (isDueAgain && isPast(row, clock.now()));
    if (!isKept) await ledger.keepNextStep(incidentId, next);
    if (isUntold) return { state: 'untold', nextAtMs };
    return next === undefined ? { state: 'done' } : { state: 'waiting', nextAtMs: next };
  } catch (error) {
    log({ level: 'ERROR', message: 'steps', incident: incidentId, reason: errorName(error) });
    return { state: 'untold', nextAtMs: undefined };
  }
}

/** Somebody said of what follow-ups tell that it was not us, at whatever time: then its addresses are no longer like any other. */
function isFollowedNotUs(row: IncidentRow, { hasFollowUps }: Config): boolean {
  const { first, answers } = knownIncident(row);
  return (
    hasFollowUps &&
    first !== undefined &&
    isFollowed(first.counter) &&
    answers.some(({ verdict }) => verdict === 'notUs')
  );
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

function isFollowUp(step: Step): step is FollowUp {
  return step.kind === 'followUp' || step.kind === 'quiet';
}

interface DueStep extends ToldIncident {
  readonly step: Step;
}

async function takeStep(
  due: DueStep,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { clock, config } = delivery;
  if (clock.now() >= endsAtMs) return 'untold';
  const { incidentId, step } = due;
  const wording = isFollowUp(step)
    ? await followUpTelling(due, step, endsAtMs, delivery)
    : await escalationTelling(due, step, delivery);
  if (wording === undefined) return 'told';
  const telling = { id: stepId(incidentId, step), ...wording };
  const isForEscalation = ['escalation', 'onlyEscalation'].includes(telling.about.audience ?? '');
  const topicArn = isForEscalation ? config.escalationTopicArn : undefined;
  const tellings = [
    tell(telling, endsAtMs, delivery),
    ...(topicArn === undefined
      ? []
      : [tellTopic(telling, topicArn, subjectOf(incidentId), endsAtMs, delivery)]),
  ];
  const outcomes = await Promise.all(tellings);
  const isDone = outcomes.every(isTold);
  if (isDone && step.kind === 'quiet') await noteAddresses(due, delivery);
  return isDone ? 'told' : 'untold';
}

function subjectOf(incidentId: string): string {
  return `root-alert: incident ${incidentId} needs somebody now`;
}

async function escalationTelling(
  { incidentId, known }: DueStep,
  step: Exclude<Step, FollowUp>,
  delivery: DeliveryDeps,
): Promise<Omit<Telling, 'id'>> {
  const record = step.kind === 'unanswered' ? step.record : (known.critical ?? known.first);
  const because =
    step.kind === 'unanswered' ? { kind: step.kind, nth: step.nth, of: maxEscalations } : step;
  const activity = record && activityOf(record, delivery);
  return {
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

async function escalationWording(
  escalation: Escalation,
  delivery: DeliveryDeps,
): Promise<Telling['messageIn']> {
  const { config, clock } = delivery;
  const activities = escalation.activity === undefined ? [] : [escalation.activity];
  const toldAt = new Date(clock.now());
  const accountNames = await knownAccountNames(activities, delivery);
  return async (locale) => {
    const countries = await countriesOf(activities, { ...config, locale });
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
