import { type Finding, type FindingKind, webhookPlace } from './finding.ts';
import { type GuardRule, guardRuleFindings, guardRulePlace } from './guard-rules.ts';
import { ruleFindings } from './rule-findings.ts';
import type { QueueDepth, RuleSnapshot } from './snapshots.ts';

/** A full batch of the outbox's function. Two of them are taken at the same time, so more than this is a burst or a stop. */
export const maxInOutbox = 1_000;

/** The parts of one enabled region. Undefined: there is no such rule or queue. */
export interface RegionSnapshot {
  readonly region: string;
  /** The rule for uses of root: in the home region our own, elsewhere the forwarder's. */
  readonly rule: RuleSnapshot | undefined;
  /** The guard's rule of a forwarder. Those of the home region are in {@link CoverageSnapshot.guardRules}. */
  readonly guardRule: RuleSnapshot | undefined;
  /** How many events the forwarder could not send. The home region has no such queue. */
  readonly unsent: number | undefined;
}

/** The queues of the home region. Undefined: there is no such queue. */
export interface HomeQueues {
  readonly outboxName: string;
  readonly outbox: QueueDepth | undefined;
  readonly undeliveredName: string;
  /** How many messages lie in the queue behind the outbox. */
  readonly undelivered: number | undefined;
}

/** The webhook secret: usable, without a value, sentences on its faults, or what is wrong with the secret itself. */
export type WebhookState = 'good' | 'empty' | readonly string[] | Finding;

/** What one run sees of the deployment. */
export interface CoverageSnapshot {
  readonly homeRegion: string;
  readonly busArn: string;
  /** ARNs of the two targets of the home region's rules. */
  readonly homeTargets: readonly string[];
  /** The event pattern of every rule, as it was deployed, in JSON. Undefined: not known. */
  readonly pattern: string | undefined;
  /** Enabled regions that answered. */
  readonly regions: readonly RegionSnapshot[];
  /** Enabled regions that did not answer: nothing is known of them. */
  readonly unanswered: readonly string[];
  /** The home region's rule for events that are forwarded to it. */
  readonly forwardedRule: RuleSnapshot | undefined;
  /** The guard's rules of the home region. */
  readonly guardRules: readonly GuardRule[];
  /** What the guard's rule of each forwarder must be like. */
  readonly guardForwarder: { readonly name: string; readonly pattern: string | undefined };
  /** ARN of the queue for what the home region's rules cannot hand over. */
  readonly undeliveredArn: string;
  /** ARN of the queue for what the forwarder of a region cannot send. */
  unsentArn(region: string): string;
  readonly queues: HomeQueues;
  /** Undefined: not known. */
  readonly webhook: WebhookState | undefined;
  /** What was found about every other part of the deployment. */
  readonly others: readonly Finding[];
  /** Kinds of findings that could not be looked for: what was told of them stands. */
  readonly unansweredKinds: readonly FindingKind[];
}

/** Everything that is wrong. An empty list means that every enabled region is covered and nothing is stuck. */
export function findingsIn(snapshot: CoverageSnapshot): Finding[] {
  const { homeRegion, busArn, homeTargets, pattern, regions, forwardedRule, queues } = snapshot;
  const { guardForwarder, guardRules, undeliveredArn } = snapshot;
  const atHome = {
    pattern,
    targets: homeTargets,
    deadLetterArn: undeliveredArn,
    bringsReads: true,
  };
  const awayIn = (region: string) => ({
    pattern,
    targets: [busArn],
    deadLetterArn: snapshot.unsentArn(region),
    bringsReads: true,
  });
  const findings = regions.flatMap(({ region, rule, guardRule, unsent }): Finding[] =>
    region === homeRegion
      ? ruleFindings(rule, atHome, region)
      : [
          ...ruleFindings(rule, awayIn(region), region),
          // Without a rule there never was a queue, as in a region that was switched on later.
          ...(rule !== undefined && unsent === undefined
            ? [{ kind: 'unsentGone', place: region } as const]
            : depthFinding('unsent', region, unsent)),
          // Without a forwarder there is neither rule: one finding says so.
          ...(rule === undefined && guardRule === undefined
            ? []
            : guardRuleFindings({
                place: guardRulePlace(region, guardForwarder.name),
                rule: guardRule,
                expected: {
                  ...awayIn(region),
                  pattern: guardForwarder.pattern,
                  bringsReads: false,
                },
              })),
        ],
  );
  if (regions.some(({ region }) => region === homeRegion)) {
    findings.push(
      ...ruleFindings(forwardedRule, atHome, forwardedRuleName(snapshot)),
      ...guardRules.flatMap(guardRuleFindings),
      ...queueFindings(queues, homeRegion),
    );
  }
  return [...findings, ...webhookFindings(snapshot.webhook), ...snapshot.others];
}

function queueFindings(
  { outboxName, outbox, undeliveredName, undelivered }: HomeQueues,
  homeRegion: string,
): Finding[] {
  return [
    ...(undelivered === undefined
      ? [{ kind: 'queueGone', place: undeliveredName } as const]
      : depthFinding('undelivered', homeRegion, undelivered)),
    ...(outbox === undefined
      ? [{ kind: 'queueGone', place: outboxName } as const]
      : depthFinding(
          'outboxFull',
          outboxName,
          outbox.total > maxInOutbox ? outbox.total : undefined,
        )),
  ];
}

function webhookFindings(webhook: WebhookState | undefined): Finding[] {
  if (webhook === undefined || webhook === 'good') return [];
  if (webhook === 'empty') return [{ kind: 'secretEmpty', place: webhookPlace }];
  if ('kind' in webhook) return [webhook];
  return [{ kind: 'secretFaulty', place: webhookPlace, detail: webhook.join(' ') }];
}

function depthFinding(kind: FindingKind, place: string, count: number | undefined): Finding[] {
  return count ? [{ kind, place, detail: String(count) }] : [];
}

/** What leaves a region covered: uses of root are seen there at once all the same. */
const blinding: readonly FindingKind[] = [
  'noForwarder',
  'ruleOff',
  'ruleBlindToReads',
  'ruleOutdated',
  'ruleWithoutTarget',
];

/** A forwarding region is covered only if the home region's rule for forwarded events works too. */
export function coveredRegions(snapshot: CoverageSnapshot, findings: readonly Finding[]): string[] {
  const blind = new Set(
    findings.filter(({ kind }) => blinding.includes(kind)).map(({ place }) => place),
  );
  const isHomeKnown = !snapshot.unanswered.includes(snapshot.homeRegion);
  const takesForwarded = isHomeKnown && !blind.has(forwardedRuleName(snapshot));
  return snapshot.regions
    .map(({ region }) => region)
    .filter((region) => !blind.has(region) && (region === snapshot.homeRegion || takesForwarded));
}

export function forwardedRuleName({ busArn }: Pick<CoverageSnapshot, 'busArn'>): string {
  return `${busArn.slice(busArn.lastIndexOf('/') + 1)}-forwarded`;
}
