import { inParallel } from '../in-parallel.ts';
import { judgeFunctions, type KnownFunctions } from './deployed-functions.ts';
import { type DeployedParts, readDeployedParts } from './deployed-parts.ts';
import { alarmFindings, mappingFindings, subscriptionFindings } from './deployment-findings.ts';
import { type Finding, type FindingKind, findingsOfMail, postureKinds } from './finding.ts';
import { patternWithIds } from './pattern-with-ids.ts';
import { postureFindings, type RootPosture, readPosture } from './posture.ts';
import { attempt, ReconcileError, type ReconcileRun } from './reconcile-run.ts';
import type { FunctionSnapshot, StackSnapshot } from './snapshots.ts';
import { trailFindings } from './trails.ts';

/** Lambda's control plane answers 15 calls of a kind a second, for the whole account (Lambda quotas). */
const functionsAtOnce = 3;

const trailKinds = ['noTrail', 'trailOneRegion', 'trailNotLogging', 'trailLeavesOut'] as const;
const functionKinds = ['functionGone', 'functionLimited', 'functionChanged'] as const;
const subscriptionKinds = [
  'opsEmailUnconfirmed',
  'opsEmailGone',
  'opsEmailNone',
  'topicGone',
] as const;

/** What one run sees of its own deployment, besides rules and queues. */
export interface DeploymentLook {
  readonly findings: readonly Finding[];
  /** Kinds that could not be looked for. */
  readonly unansweredKinds: readonly FindingKind[];
  readonly stack: StackSnapshot | undefined;
  /** The event pattern of the rules as deployed, in JSON; undefined: not known. */
  readonly pattern: string | undefined;
  /** The same of the guard's rules, and of the one for parts at home. */
  readonly guardPattern: string | undefined;
  readonly guardPartsPattern: string | undefined;
  /** What to remember of the functions. */
  readonly functions: KnownFunctions | undefined;
  /** Of the home account's root; undefined: not known. */
  readonly posture: RootPosture | undefined;
  /** Whether a mail about the findings would reach anybody. When that is not known, it may. */
  readonly isMailHeard: boolean;
}

/**
 * Asks AWS about every part of the deployment that is neither a rule nor a queue. What does not answer is noted as a
 * failure of the run, and what was told of it stands. Never rejects.
 *
 * @param known the functions as an earlier run saw them.
 */
export async function lookAtDeployment(
  run: ReconcileRun,
  known: KnownFunctions | undefined,
): Promise<DeploymentLook> {
  const { aws, names, delivery } = run;
  const findings: Finding[] = [];
  const unansweredKinds: FindingKind[] = [];
  let functions = known;
  let isSomebodySubscribed = true;
  let posture: RootPosture | undefined;
  /** @param kinds of findings that the work may give. */
  const look = async (
    step: string,
    kinds: readonly FindingKind[],
    work: () => Promise<readonly Finding[]>,
  ): Promise<void> => {
    const found = await attempt(run, step, work());
    if (found === undefined) unansweredKinds.push(...kinds);
    else findings.push(...found);
  };

  const finding = attempt(run, 'key of the topics', aws.physicalId(names.stack, 'TopicKey'));
  const [keyId, stack, parts] = await Promise.all([
    finding,
    attempt(run, 'stack', aws.stack(names.stack, delivery.clock.now())),
    attempt(run, 'template of the stack', aws.template(names.stack).then(readDeployedParts)),
    look('trails', trailKinds, async () =>
      trailFindings(await aws.trails(names.homeRegion, names.accountId)),
    ),
    look('event source mapping', ['mappingOff', 'mappingForeign'], () => lookAtMappings(run)),
    look('key of the topics', ['keyOff'], async () => lookAtKey(await finding, run)),
    look('account summary', postureKinds, async () => {
      posture = readPosture(await aws.summary());
      return postureFindings(posture, names.accountId);
    }),
  ]);

  const lookAtFunctions = async (
    of: StackSnapshot,
    { functions: own, reserved }: DeployedParts,
  ) => {
    const judged = judgeFunctions(await readFunctions(own, run), of, known, reserved);
    functions = judged.known;
    return judged.findings;
  };
  const lookAtSubscriptions = async ({ opsEmail }: DeployedParts) => {
    const subscriptions = await aws.subscriptions(names.opsTopicArn);
    isSomebodySubscribed = subscriptions?.some(({ isConfirmed }) => isConfirmed) ?? false;
    return subscriptionFindings(names.opsTopicArn, subscriptions, opsEmail);
  };
  if (parts === undefined) {
    unansweredKinds.push('ruleOutdated', 'guardBlind', 'alarmGone', 'alarmSilent', 'secretGone');
    unansweredKinds.push('secretScheduled', ...subscriptionKinds);
  } else {
    await Promise.all([
      look('alarms', ['alarmGone', 'alarmSilent'], () => lookAtAlarms(parts, run)),
      look('secrets', ['secretGone', 'secretScheduled'], () => lookAtSecrets(parts, run)),
      look('subscriptions', subscriptionKinds, () => lookAtSubscriptions(parts)),
      ...(stack === undefined
        ? []
        : [look('functions', functionKinds, () => lookAtFunctions(stack, parts))]),
    ]);
  }
  if (parts === undefined || stack === undefined) unansweredKinds.push(...functionKinds);

  return {
    findings,
    unansweredKinds,
    stack,
    pattern: parts?.pattern,
    guardPattern: parts?.guardPattern,
    guardPartsPattern:
      keyId && patternWithIds(parts?.guardPartsPattern, keyId, names, delivery.config),
    functions,
    posture,
    isMailHeard: isSomebodySubscribed && !findings.some(({ kind }) => kind === 'keyOff'),
  };
}

async function lookAtMappings({ aws, names }: ReconcileRun): Promise<Finding[]> {
  return mappingFindings(
    await aws.mappings(names.outboxArn),
    names.functionArn(names.outboxFunction),
    names.outboxFunction,
    names.outboxQueue,
  );
}

/** While its key is off, nothing can be published to a topic (SNS Developer Guide, "Managing encryption keys"). */
async function lookAtKey(place: string | undefined, { aws }: ReconcileRun): Promise<Finding[]> {
  if (place === undefined) throw new ReconcileError('It is not known which key it is.');
  const detail = await aws.keyState(place);
  return detail === 'Enabled' ? [] : [{ kind: 'keyOff', place, detail }];
}

async function lookAtAlarms({ alarms }: DeployedParts, { aws, names }: ReconcileRun) {
  const topics = `${names.opsTopicArn.slice(0, names.opsTopicArn.lastIndexOf(':'))}:root-alert`;
  return alarmFindings(alarms, await aws.alarms(alarms), (arn) => arn.startsWith(topics));
}

async function lookAtSecrets({ secrets }: DeployedParts, { aws }: ReconcileRun) {
  const findings: Finding[] = [];
  await inParallel(secrets.length, secrets, async (place) => {
    const state = await aws.secret(place);
    if (state === 'gone') findings.push({ kind: 'secretGone', place });
    if (state === 'scheduledForDeletion') findings.push({ kind: 'secretScheduled', place });
  });
  return findings;
}

async function readFunctions(
  names: readonly string[],
  { aws }: ReconcileRun,
): Promise<ReadonlyMap<string, FunctionSnapshot | undefined>> {
  const functions = new Map<string, FunctionSnapshot | undefined>();
  await inParallel(functionsAtOnce, names, async (name) => {
    functions.set(name, await aws.function(name));
  });
  return functions;
}

/** What keeps mails from people, among findings. */
export function mailFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ kind }) => findingsOfMail.includes(kind));
}
