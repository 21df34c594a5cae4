import { inParallel } from '../in-parallel.ts';
import type { CoverageSnapshot, RegionSnapshot, WebhookState } from './coverage.ts';
import type { Finding } from './finding.ts';
import { type DeploymentLook, lookAtDeployment } from './look-at-deployment.ts';
import { expectedQueues, queueSettingsFindings } from './queue-settings.ts';
import { attempt, type ReconcileRun } from './reconcile-run.ts';
import type { RuleSnapshot } from './snapshots.ts';
import type { ReconcileState } from './state.ts';

/** What the coverage check looks at, and what only the heartbeat and the mail need. */
export interface RunSnapshot extends CoverageSnapshot {
  readonly deployment: DeploymentLook;
  /** There is something in the webhook secret to post with. */
  readonly hasRoom: boolean;
}

/**
 * Asks every region for its rule and its queue, and the home region for everything else. What does not answer is noted
 * as a failure of the run. Never rejects.
 *
 * @param enabled regions, the home region among them.
 */
export async function takeSnapshot(
  enabled: readonly string[],
  state: ReconcileState,
  run: ReconcileRun,
): Promise<RunSnapshot> {
  const { aws, names } = run;
  const { homeRegion } = names;
  const [home, forwarders, deployment] = await Promise.all([
    attempt(
      run,
      `coverage of ${homeRegion}`,
      Promise.all([
        aws.rule(homeRegion, names.homeRule),
        aws.rule(homeRegion, names.forwardedRule, names.bus),
        aws.rule(homeRegion, names.guardRule),
        aws.rule(homeRegion, names.guardPartsRule),
        aws.rule(homeRegion, names.guardForwardedRule, names.bus),
        aws.queueDepth(homeRegion, names.undeliveredUrl),
        aws.queueDepth(homeRegion, names.outboxUrl),
      ]),
    ),
    forwardersIn(
      enabled.filter((region) => region !== homeRegion),
      run,
    ),
    lookAtDeployment(run, state.functions),
  ]);
  const isSecretThere = !deployment.findings.some(
    ({ kind, place }) =>
      (kind === 'secretGone' || kind === 'secretScheduled') && place === names.webhookSecret,
  );
  const webhook = isSecretThere ? await checkWebhook(run) : undefined;
  const [rule, forwardedRule, guard, guardParts, guardForwarded, undelivered, outbox] = home ?? [];
  const { pattern, guardPattern, guardPartsPattern } = deployment;
  const guardRule = (place: string, found: RuleSnapshot | undefined, ofRule = guardPattern) => ({
    place,
    rule: found,
    expected: {
      pattern: ofRule,
      targets: names.guardTargets,
      deadLetterArn: names.undeliveredArn,
      bringsReads: false,
    },
  });
  const atHome = { region: homeRegion, rule, guardRule: undefined, unsent: undefined };
  const regions = [...(home === undefined ? [] : [atHome]), ...forwarders];
  const answered = new Set(regions.map(({ region }) => region));
  return {
    homeRegion,
    busArn: names.busArn,
    homeTargets: names.homeTargets,
    pattern,
    regions,
    unanswered: enabled.filter((region) => !answered.has(region)),
    forwardedRule,
    guardRules: [
      guardRule(names.guardRule, guard),
      guardRule(names.guardPartsRule, guardParts, guardPartsPattern),
      guardRule(names.guardForwardedRule, guardForwarded),
    ],
    guardForwarder: { name: names.guardForwardRule, pattern: guardPattern },
    undeliveredArn: names.undeliveredArn,
    unsentArn: names.unsentArn,
    queues: {
      outboxName: names.outboxQueue,
      outbox,
      undeliveredName: names.undeliveredQueue,
      undelivered: undelivered?.total,
    },
    webhook,
    others: [
      ...deployment.findings,
      ...queueSettingsFindings(
        names.outboxQueue,
        outbox,
        expectedQueues.outbox(names.undeliveredArn),
      ),
      ...queueSettingsFindings(names.undeliveredQueue, undelivered, expectedQueues.undelivered),
      ...forwarders.flatMap(({ queueFindings }) => queueFindings),
    ],
    unansweredKinds: deployment.unansweredKinds,
    deployment,
    hasRoom: isSecretThere && webhook !== 'empty',
  };
}

/** A secret that may not be read is a failure of the run as well as a finding. */
async function checkWebhook(run: ReconcileRun): Promise<WebhookState | undefined> {
  const webhook = await attempt(run, 'webhook secret', run.checkWebhook());
  if (typeof webhook === 'object' && 'kind' in webhook && webhook.kind === 'secretDenied') {
    run.failures.add(`webhook secret: ${webhook.detail}`);
  }
  return webhook;
}

interface ForwarderSnapshot extends RegionSnapshot {
  /** What is wrong with its queue, but for what lies in it. */
  readonly queueFindings: readonly Finding[];
}

/** The forwarders of those regions that answer, by the name of the region. */
async function forwardersIn(
  regions: readonly string[],
  run: ReconcileRun,
): Promise<ForwarderSnapshot[]> {
  const { aws, names } = run;
  const found: ForwarderSnapshot[] = [];
  await inParallel(regions.length, regions, async (region) => {
    const answer = await attempt(
      run,
      `coverage of ${region}`,
      Promise.all([
        aws.rule(region, names.forwardRule),
        aws.rule(region, names.guardForwardRule),
        aws.queueDepth(region, names.unsentUrl(region)),
      ]),
    );
    if (answer !== undefined) {
      const [rule, guardRule, unsent] = answer;
      const queueFindings = queueSettingsFindings(region, unsent, expectedQueues.unsent);
      found.push({ region, rule, guardRule, unsent: unsent?.total, queueFindings });
    }
  });
  return found.sort((a, b) => (a.region < b.region ? -1 : 1));
}
