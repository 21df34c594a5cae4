import { type Finding, type FindingKind, webhookPlace } from './finding.ts';
import type { QueueDepth, RuleSnapshot, TargetSnapshot } from './snapshots.ts';

/** Only in this state does a rule see read-only events too (EventBridge API Reference, PutRule). */
export const stateThatSeesReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** A full batch of the outbox's function. Two of them are taken at the same time, so more than this is a burst or a stop. */
export const maxInOutbox = 1_000;

/** How many foreign targets are named. */
const maxTargetsNamed = 3;

/** What a rule must be like. */
export interface ExpectedRule {
  /** JSON; undefined: not known. */
  readonly pattern: string | undefined;
  /** ARNs. It must have these, and no others. */
  readonly targets: readonly string[];
}

/** The parts of one enabled region. Undefined: there is no such rule or queue. */
export interface RegionSnapshot {
  readonly region: string;
  /** The rule for uses of root: in the home region our own, elsewhere the forwarder's. */
  readonly rule: RuleSnapshot | undefined;
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
  const findings = regions.flatMap(({ region, rule, unsent }): Finding[] =>
    region === homeRegion
      ? ruleFindings(rule, { pattern, targets: homeTargets }, region)
      : [
          ...ruleFindings(rule, { pattern, targets: [busArn] }, region),
          // Without a rule there never was a queue, as in a region that was switched on later.
          ...(rule !== undefined && unsent === undefined
            ? [{ kind: 'unsentGone', place: region } as const]
            : depthFinding('unsent', region, unsent)),
        ],
  );
  if (regions.some(({ region }) => region === homeRegion)) {
    const expected = { pattern, targets: homeTargets };
    findings.push(
      ...ruleFindings(forwardedRule, expected, forwardedRuleName(snapshot)),
      ...queueFindings(queues, homeRegion),
    );
  }
  return [...findings, ...webhookFindings(snapshot.webhook), ...snapshot.others];
}

/** What is wrong with one rule. */
export function ruleFindings(
  rule: RuleSnapshot | undefined,
  expected: ExpectedRule,
  place: string,
): Finding[] {
  if (rule === undefined) return [{ kind: 'noForwarder', place }];
  const { state, pattern, targets } = rule;
  const isOurs = ({ arn, isTransformed }: TargetSnapshot) =>
    expected.targets.includes(arn) && !isTransformed;
  const missing = expected.targets.filter(
    (arn) => !targets.some((target) => isOurs(target) && target.arn === arn),
  );
  const foreign = targets.filter((target) => !isOurs(target)).map(({ arn }) => arn);
  return [
    ...(state === stateThatSeesReads
      ? []
      : [
          {
            kind: state === 'ENABLED' ? ('ruleBlindToReads' as const) : ('ruleOff' as const),
            place,
          },
        ]),
    ...(expected.pattern === undefined || isSameJson(pattern, expected.pattern)
      ? []
      : [{ kind: 'ruleOutdated' as const, place }]),
    ...(missing.length === 0
      ? []
      : [{ kind: 'ruleWithoutTarget' as const, place, detail: missing.map(nameIn).join(', ') }]),
    ...(foreign.length === 0
      ? []
      : [{ kind: 'ruleForeignTarget' as const, place, detail: named(foreign) }]),
  ];
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

/** The last part of an ARN. */
function nameIn(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
}

function named(arns: readonly string[]): string {
  const rest = arns.length - maxTargetsNamed;
  const shown = arns.slice(0, maxTargetsNamed).map((arn) => arn.slice(0, 200));
  return [...shown, ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}

/** Equal JSON, whatever the order of its keys. */
function isSameJson(one: string | undefined, other: string): boolean {
  return one !== undefined && (one === other || sorted(one) === sorted(other));
}

function sorted(json: string): string {
  const byKey = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  try {
    return JSON.stringify(JSON.parse(json), byKey);
  } catch {
    return json;
  }
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
