import regions from '../../resources/regions.json' with { type: 'json' };
import type { Config } from '../config.ts';
import { deliverMissed, statusInLedger } from '../delivery/deliver-missed.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { inParallel } from '../in-parallel.ts';
import { rowTtlSeconds } from '../ledger/ledger.ts';
import { composeHeartbeat } from '../messages/compose-heartbeat.ts';
import { composeOpsMail } from '../messages/compose-ops-mail.ts';
import { OperationalError } from '../operational-error.ts';
import { describeFailures } from '../rooms/post-to-rooms.ts';
import type { RootActivity } from '../root-activity.ts';
import { readCloudTrailEvent } from '../sources/cloudtrail-event.ts';
import { isRootUse } from '../sources/is-root-use.ts';
import {
  heartbeatPostingEndsAt,
  lookBackEndsAt,
  maxReconcileDeliveryMs,
  remainingForMissed,
} from '../time-budget.ts';
import type { AwsAccount } from './aws-account.ts';
import {
  type CoverageChange,
  type CoverageSnapshot,
  coverageChange,
  type Finding,
  findingKey,
  type RegionSnapshot,
} from './coverage.ts';
import { type DeploymentNames, deploymentNames } from './deployment-names.ts';
import { heartbeatSlot } from './heartbeat-slot.ts';
import { reconcileLine } from './line.ts';
import { type EventAttribute, lookBack } from './look-back.ts';
import { type ReconcileState, readReconcileState, reconcileStateName } from './state.ts';

/** What came by the fast path was told long before, or waits where the ledger knows of it. */
const missedAfterMs = 30 * 60_000;

/** CloudTrail writes its history minutes after the fact, and now and then much later: so far is looked back again. */
const overlapMs = 2 * 3_600_000;

/** A first run looks no further back than to the run before it that there was not: what is older was before our time. */
const beforeFirstRunMs = 15 * 60_000;

/** The ledger forgets what was told after thirty days: what is nearly as old could be told twice. */
const maxLookBackMs = (rowTtlSeconds - 2 * 24 * 3600) * 1000;

/** Once a region brought so many to light in one run, the rest is for the next. */
const maxMissed = 2_000;

/** Rows of the ledger asked for at once, for each of up to 34 regions: each takes a connection, with its TLS, at first. */
const rowsAtOnce = 2;

/** Thrown at the end of a run that could not do all that it had to. */
export class ReconcileError extends OperationalError {
  override name = 'ReconcileError' as const;
}

/** What a run needs besides a way out. */
export interface ReconcileDeps {
  readonly aws: AwsAccount;
  /** The webhook secret as it is now, as {@link CoverageSnapshot} has it. */
  readonly checkWebhook: () => Promise<NonNullable<CoverageSnapshot['webhook']>>;
  /** The stage of the deployment. */
  readonly stage: string;
}

/** `waiting`: messages in the outbox; undefined: not known. */
type SeenAndWaiting = CoverageSnapshot & { readonly waiting: number | undefined };

/** What the look-back found in one region. */
interface RegionScan {
  readonly region: string;
  readonly missed: readonly RootActivity[];
  /** All was looked at until then; undefined: the region could not be asked, or judged. */
  readonly untilMs: number | undefined;
  /** It could not be asked or judged, or not to the end. */
  readonly isFailed: boolean;
  /** When each use happened, by its id, in milliseconds since 1970. */
  readonly useTimes: ReadonlyMap<string, number>;
}

/**
 * One run of the watcher that is watched: looks back over CloudTrail's event history in every enabled region
 * of the account and tells what nobody told, checks that every region is covered and nothing is stuck, and
 * gives a sign of life.
 *
 * @throws {ReconcileError} naming everything that could not be done; the rest was done all the same, and the
 * next run looks again at what this one could not see or tell. Rejects as the ledger or AWS does when it
 * cannot say where the last run stopped, or which regions there are.
 */
export async function reconcile(
  invocation: Invocation,
  delivery: DeliveryDeps,
  deps: ReconcileDeps,
): Promise<void> {
  const { ledger, clock, log, config } = delivery;
  const startedAt = clock.now();
  const endsAt = startedAt + invocation.getRemainingTimeInMillis();
  const names = deploymentNames(invocation.invokedFunctionArn ?? '', deps.stage);
  const faults: string[] = [];
  const orFault = async <T>(what: string, work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      faults.push(`${what}: ${reasonOf(error)}`);
      return undefined;
    }
  };

  const kept = await ledger.state(reconcileStateName);
  const before = kept === undefined ? firstState(startedAt) : readReconcileState(kept);
  // Should this run fail, the next ones begin where it would have.
  if (kept === undefined) await ledger.keepState(reconcileStateName, JSON.stringify(before));
  const enabled = await deps.aws.enabledRegions();
  if (!enabled.includes(names.homeRegion)) {
    throw new ReconcileError(
      `The regions of the account are not all known: ${names.homeRegion} is missing.`,
    );
  }
  const coverage = lookAtCoverage(enabled, names, deps, orFault);

  const aliases = await orFault('aliases of the account', deps.aws.aliases());
  const looked: RegionScan[] = [];
  await inParallel(enabled.length, enabled, async (region) => {
    const attributes = attributesFor(region, aliases ?? []);
    looked.push(await lookAt(region, attributes));
  });

  const missed = [
    ...new Map(looked.flatMap((it) => it.missed).map((use) => [use.id, use])).values(),
  ];
  const untold =
    missed.length === 0
      ? new Set<string>()
      : await deliverMissed(
          missed,
          clock.now(),
          {
            ...(invocation.invokedFunctionArn && {
              invokedFunctionArn: invocation.invokedFunctionArn,
            }),
            getRemainingTimeInMillis: () => remainingForMissed(clock.now(), endsAt),
          },
          delivery,
          (words) => words.foundByLookBack,
        );
  if (untold.size > 0) faults.push(`not told: ${untold.size} uses of root that nobody told before`);

  const seen = await coverage;
  const troubles: readonly Finding[] = [
    ...looked
      .filter(({ isFailed }) => isFailed)
      .map(({ region: place }) => ({ problem: 'notLookedAt', place }) as const),
    ...(untold.size > 0 ? [{ problem: 'missedUntold', place: names.homeRegion } as const] : []),
  ];
  // The next run makes up for one that failed; what it fails at again is mailed, each trouble by itself.
  const lasting = troubles.filter((trouble) => before.troubles.includes(findingKey(trouble)));
  const change = coverageChange(seen, before.toldFindings, lasting);
  const isMailed = await orFault('ops topic', mail(change));
  const advanced = advance(before, looked, untold, aliases !== undefined);
  const after: ReconcileState = {
    ...advanced,
    troubles: troubles.map(findingKey),
    toldFindings: isMailed === undefined ? before.toldFindings : [...change.toldKeys],
  };
  const beaten = await orFault('heartbeat', beat(after, seen, change));
  await orFault('ledger', ledger.keepState(reconcileStateName, JSON.stringify(beaten ?? after)));

  const told = missed.length - untold.size;
  log(
    reconcileLine(
      {
        regions: enabled.length,
        missed: told,
        untold: untold.size,
        findings: change.findings.map(findingKey),
        faults,
      },
      config.metricsNamespace,
      clock.now(),
    ),
  );
  if (faults.length > 0) throw new ReconcileError(`${faults.join('; ')}.`);

  async function lookAt(
    region: string,
    attributes: readonly EventAttribute[],
  ): Promise<RegionScan> {
    const missedHere = new Map<string, RootActivity>();
    const useTimes = new Map<string, number>();
    const cursorMs = before.lookedUntilMs[region] ?? before.sinceMs;
    const untilMs = startedAt - missedAfterMs;
    const fromMs = Math.max(before.sinceMs, startedAt - maxLookBackMs, cursorMs - overlapMs);
    if (fromMs >= untilMs) {
      return { region, missed: [], untilMs: undefined, isFailed: false, useTimes };
    }
    const lookedUntilMs = await orFault(
      region,
      lookBack({
        attributes,
        fromMs,
        untilMs,
        deadlineMs: lookBackEndsAt(endsAt),
        clock,
        ask: (query) => deps.aws.events(region, query),
        take: async (records) => {
          const uses = usesIn(records, config);
          await inParallel(rowsAtOnce, uses, async (use) => {
            useTimes.set(use.id, use.occurredAt?.getTime() ?? untilMs);
            if ((await statusInLedger(use, delivery)) === 'missed') missedHere.set(use.id, use);
          });
          return missedHere.size < maxMissed;
        },
      }),
    );
    const isCutShort = lookedUntilMs !== undefined && lookedUntilMs < untilMs;
    const isOutOfTime = isCutShort && missedHere.size < maxMissed;
    if (isOutOfTime) {
      faults.push(`${region}: more in the event history than could be looked at in time`);
    }
    return {
      region,
      missed: [...missedHere.values()],
      // The next run begins an overlap before: where this one stopped, or it would never come further.
      untilMs: isCutShort ? lookedUntilMs + overlapMs : lookedUntilMs,
      isFailed: lookedUntilMs === undefined || isOutOfTime,
      useTimes,
    };
  }

  /** Resolves with true when the change was told, or when there is none. */
  async function mail(change: CoverageChange): Promise<true> {
    if (change.appeared.length + change.goneKeys.length === 0) return true;
    const { subject, text } = composeOpsMail(change, { ...names, stage: deps.stage }, config);
    await deps.aws.publish(names.opsTopicArn, subject, text);
    return true;
  }

  /** Tells the heartbeat if it is due, and gives the state after it. */
  async function beat(
    state: ReconcileState,
    seen: SeenAndWaiting,
    { findings, covered }: CoverageChange,
  ): Promise<ReconcileState> {
    if (config.heartbeat === 'off') return state;
    const slot = heartbeatSlot(clock.now(), config.timeZone, config.heartbeat);
    if (state.heartbeat !== undefined && slot <= state.heartbeat) return state;
    // An e-mail has told that nobody can be told yet; the heartbeat comes when somebody can, and when what it says is known.
    if (seen.webhook === 'empty' || seen.unanswered.includes(seen.homeRegion)) return state;
    const id = `heartbeat-${slot}`;
    const claim = await ledger.claim(id, maxReconcileDeliveryMs);
    if (claim.state === 'claimedElsewhere') return state;
    if (claim.state === 'claimed') {
      const message = composeHeartbeat(
        {
          isWell: findings.length === 0 && faults.length === 0,
          uses: state.heartbeat === undefined ? undefined : state.uses,
          missed: state.missed,
          waiting: seen.waiting ?? 0,
          stuck: (seen.undelivered ?? 0) + sum(seen.regions.map(({ unsent }) => unsent ?? 0)),
          covered: covered.length,
          enabled: enabled.length,
        },
        config,
      );
      const deadlineMs = heartbeatPostingEndsAt(clock.now(), endsAt);
      const telling = await delivery.postToRooms(message, claim.told, deadlineMs);
      const why = describeFailures(telling.reports, telling.faults);
      await ledger.recordTold(id, telling.accepted, why === undefined);
      if (why !== undefined) throw new OperationalError(why);
    }
    return { ...state, heartbeat: slot, uses: 0, missed: 0 };
  }
}

function firstState(nowMs: number): ReconcileState {
  return {
    sinceMs: nowMs - beforeFirstRunMs,
    lookedUntilMs: {},
    toldFindings: [],
    troubles: [],
    uses: 0,
    missed: 0,
  };
}

/**
 * Whether root is indexed by its alias where there is one is not documented: so both are asked for. What is told
 * by its name need not have root for its user.
 */
function attributesFor(region: string, aliases: readonly string[]): EventAttribute[] {
  const eventNames = [
    'AssumeRoot',
    ...(regions.rootSignIn.includes(region)
      ? ['PasswordRecoveryRequested', 'PasswordRecoveryCompleted', 'EmailUpdated']
      : []),
  ];
  return [
    ...['root', ...aliases].map((value) => ({ key: 'Username' as const, value })),
    ...eventNames.map((value) => ({ key: 'EventName' as const, value })),
  ];
}

/** Each once. What cannot be read is told rather than passed over. */
function usesIn(records: readonly unknown[], { reads }: Config): RootActivity[] {
  const uses = records
    .filter((record) => isRootUse(record, reads) || isUnreadable(record))
    .map((detail) => readCloudTrailEvent({ source: 'aws.cloudtrail', detail }));
  return [...new Map(uses.map((use) => [use.id, use])).values()];
}

function isUnreadable(record: unknown): boolean {
  return typeof Object(record).eventName !== 'string';
}

/** The state after the look-back: past everything that was looked at, where nothing found there is untold. */
function advance(
  before: ReconcileState,
  looked: readonly RegionScan[],
  untold: ReadonlySet<string>,
  isWhole: boolean,
): ReconcileState {
  const lookedUntilMs: Record<string, number> = {};
  let { uses, missed } = before;
  for (const { region, missed: here, untilMs, useTimes } of looked) {
    const cursorMs = before.lookedUntilMs[region] ?? before.sinceMs;
    const told = here.filter(({ id }) => !untold.has(id));
    missed += told.length;
    // Those that came to the history late are not after the cursor.
    uses += told.filter(({ occurredAt }) => (occurredAt?.getTime() ?? 0) <= cursorMs).length;
    const mayMove = isWhole && untilMs !== undefined && told.length === here.length;
    const movedToMs = mayMove ? Math.max(cursorMs, untilMs) : cursorMs;
    uses += [...useTimes.values()].filter((ms) => ms > cursorMs && ms <= movedToMs).length;
    lookedUntilMs[region] = movedToMs;
  }
  return { ...before, lookedUntilMs, uses, missed };
}

/** Asks every region for its rule and its queue, and the home region for the rest. */
async function lookAtCoverage(
  enabled: readonly string[],
  names: DeploymentNames,
  { aws, checkWebhook }: ReconcileDeps,
  orFault: <T>(what: string, work: Promise<T>) => Promise<T | undefined>,
): Promise<SeenAndWaiting> {
  const { homeRegion: home } = names;
  const found: RegionSnapshot[] = [];
  const ofHome = orFault(
    `coverage of ${home}`,
    Promise.all([
      aws.rule(home, names.homeRule),
      aws.rule(home, names.forwardedRule, names.bus),
      aws.queueDepth(home, names.undeliveredUrl),
      aws.queueDepth(home, names.outboxUrl),
    ]),
  );
  const elsewhere = enabled.filter((region) => region !== home);
  await inParallel(elsewhere.length, elsewhere, async (region) => {
    const ofRegion = Promise.all([
      aws.rule(region, names.forwardRule),
      aws.queueDepth(region, names.unsentUrl(region)),
    ]);
    const answer = await orFault(`coverage of ${region}`, ofRegion);
    if (answer !== undefined) found.push({ region, rule: answer[0], unsent: answer[1] });
  });
  const webhook = await orFault('webhook secret', checkWebhook());
  const [rule, forwardedRule, undelivered, waiting] = (await ofHome) ?? [];
  const isHomeKnown = (await ofHome) !== undefined;
  const regions = [
    ...(isHomeKnown ? [{ region: home, rule, unsent: undefined }] : []),
    ...found.sort((a, b) => (a.region < b.region ? -1 : 1)),
  ];
  const answered = new Set(regions.map(({ region }) => region));
  return {
    homeRegion: home,
    busArn: names.busArn,
    regions,
    unanswered: enabled.filter((region) => !answered.has(region)),
    forwardedRule,
    undelivered,
    waiting,
    webhook,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A sentence of ours says all; of anybody else's error, the name is safe to log. */
function reasonOf(error: unknown): string {
  if (error instanceof OperationalError) return error.message.replace(/\.$/, '');
  if (!(error instanceof Error)) return 'unknown error';
  // Of no connection Node gives a code, such as ECONNREFUSED.
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
