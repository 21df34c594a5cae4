import type { EventQuery } from '../../../lib/aws/look-up-events.ts';
import { readConfig } from '../../../lib/config.ts';
import type { DeliveryDeps } from '../../../lib/delivery/delivery-deps.ts';
import type { Ledger } from '../../../lib/ledger/ledger.ts';
import { createMemoryLedger } from '../../../lib/ledger/memory-ledger.ts';
import type { AwsAccount } from '../../../lib/reconcile/aws-account.ts';
import type { WebhookState } from '../../../lib/reconcile/coverage.ts';
import { deploymentNames } from '../../../lib/reconcile/deployment-names.ts';
import { reconcile } from '../../../lib/reconcile/reconcile.ts';
import type {
  AlarmSnapshot,
  FunctionSnapshot,
  MappingSnapshot,
  RuleSnapshot,
  SubscriptionSnapshot,
} from '../../../lib/reconcile/snapshots.ts';
import type { TrailSnapshot } from '../../../lib/reconcile/trails.ts';
import type { RoomsResult } from '../../../lib/rooms/post-to-rooms.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { type ShownMessage, shown } from '../shown-message.ts';
import { goodQueueSettings } from './good-queue-settings.ts';

export const home = 'ap-northeast-2';
export const account = '111122223333';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const stage = 'prod';
const functionArn = `arn:aws:lambda:${home}:${account}:function:root-alert-${stage}-reconcile`;
const names = deploymentNames(functionArn, stage);
export const opsTopicArn = names.opsTopicArn;
export const opsEmail = 'security@example.com';
const pattern = { source: ['aws.iam'] };

/** The functions, alarms and secrets of the deployment. */
export const deployed = {
  functions: ['rootEvent', 'outbox', 'reconcile'].map((key) => `root-alert-${stage}-${key}`),
  alarms: ['untold', 'alive'].map((name) => `root-alert-${stage}-${name}`),
  secrets: [names.webhookSecret],
};

const resources = (type: string, property: string, values: readonly string[]) =>
  values.map((value) => [value, { Type: type, Properties: { [property]: value } }]);

/** What CloudFormation has of it. */
export const deployedTemplate = JSON.stringify({
  Parameters: { OpsEmailAddress: { Type: 'String', Default: opsEmail } },
  Resources: {
    RootUseRule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: pattern } },
    ...Object.fromEntries([
      ...resources('AWS::Lambda::Function', 'FunctionName', deployed.functions),
      ...resources('AWS::CloudWatch::Alarm', 'AlarmName', deployed.alarms),
      ...resources('AWS::SecretsManager::Secret', 'Name', deployed.secrets),
    ]),
  },
});

type Json = Readonly<Record<string, unknown>>;

/** An event of CloudTrail's history. */
export interface HistoryEvent {
  readonly region: string;
  readonly atMs: number;
  /** When the history begins to have it. */
  readonly appearsAtMs: number;
  readonly record: Json;
  /** What it is indexed by. */
  readonly username: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** A rule in which all is well. */
export const goodRule = (region: string, changes: Partial<RuleSnapshot> = {}): RuleSnapshot => ({
  state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  pattern: JSON.stringify(pattern),
  targets: (region === home ? names.homeTargets : [names.busArn]).map((arn) => ({
    arn,
    isTransformed: false,
    deadLetterArn: region === home ? names.undeliveredArn : names.unsentArn(region),
  })),
  ...changes,
});

/** One of the guard's rules in which all is well. */
const goodGuardRule = (region: string): RuleSnapshot => ({
  ...goodRule(region),
  ...(region === home && {
    targets: names.guardTargets.map((arn) => ({
      arn,
      isTransformed: false,
      deadLetterArn: names.undeliveredArn,
    })),
  }),
});

export const goodTrail: TrailSnapshot = {
  name: 'all',
  isOwn: true,
  isMultiRegion: true,
  isLogging: true,
  isWhole: true,
};

/** An account in which reconcile runs, and all that can happen to it. Change what is in `world` at will. */
export function startScene(env: Readonly<Record<string, string>> = {}) {
  const clock: FakeClock = createFakeClock(Date.parse('2026-11-18T03:00:00Z'));
  const memory = createMemoryLedger(clock);
  const history: HistoryEvent[] = [];
  const mails: Mail[] = [];
  const messages: ShownMessage[] = [];
  const lines: Json[] = [];
  const logged: { readonly json: string; readonly by: string; readonly atMs: number }[] = [];
  const queries: (EventQuery & { readonly region: string; readonly atMs: number })[] = [];
  /** Who got an activity told, by its id, each time some room accepted it. */
  const tellers = new Map<string, string[]>();
  const world = {
    regions: [home, 'us-east-1', 'us-west-2'] as readonly string[],
    aliases: (): readonly string[] => [],
    /** Rejects to refuse. */
    mayAsk: (_region: string): void => {},
    rules: new Map<string, RuleSnapshot | undefined>(),
    /** Of queues, by name; undefined: there is no such queue. */
    depths: new Map<string, number | undefined>(),
    /** How many of the outbox's messages nobody has taken. */
    untaken: 0,
    webhook: 'good' as WebhookState,
    /** The value of the webhook secret; undefined: none. */
    secret: undefined as string | undefined,
    stack: {
      changedAtMs: Date.parse('2026-11-18T02:00:00Z'),
      isChanging: false,
      template: deployedTemplate,
    },
    functions: new Map<string, FunctionSnapshot | undefined>(
      deployed.functions.map((name) => [
        name,
        {
          code: 'code',
          settings: 'settings',
          lastModifiedMs: Date.parse('2026-11-18T02:01:00Z'),
          reservedConcurrency: undefined,
        },
      ]),
    ),
    alarms: deployed.alarms.map(
      (name): AlarmSnapshot => ({ name, isSwitchedOn: true, actions: [opsTopicArn] }),
    ) as readonly AlarmSnapshot[],
    mappings: [
      {
        functionArn: names.functionArn(names.outboxFunction),
        state: 'Enabled',
        isFiltered: false,
      },
    ] as readonly MappingSnapshot[],
    trails: [goodTrail] as readonly TrailSnapshot[],
    secrets: new Map<string, 'gone' | 'scheduledForDeletion'>(),
    subscriptions: [{ endpoint: opsEmail, isConfirmed: true }] as
      | readonly SubscriptionSnapshot[]
      | undefined,
    keyState: 'Enabled',
    /** What IAM counts. */
    summary: {
      AccountMFAEnabled: 1,
      AccountAccessKeysPresent: 0,
      AccountSigningCertificatesPresent: 0,
      AccountPasswordPresent: 1,
    } as Readonly<Record<string, number>>,
    /** What IAM counts in other accounts of the organization, or why one does not say. */
    members: {} as Readonly<Record<string, Readonly<Record<string, number>> | Error>>,
    memberTakesMs: 0,
    memberCallAs: undefined as 'SELF' | 'DELEGATED_ADMIN' | undefined,
    areAlarmsHanging: false,
    /** Rejects to refuse one kind of look, by the name of its method. */
    mayLook: (_method: string): void => {},
    mayMail: (): void => {},
    isRoomUp: true,
    isLedgerUp: true,
    pageSize: 50,
    teller: 'reconcile',
  };

  const aws: AwsAccount = {
    enabledRegions: async () => world.regions,
    aliases: async () => world.aliases(),
    memberAccounts: async () => {
      world.mayLook('members');
      return Object.keys(world.members);
    },
    async memberSummary(roleArn) {
      const id = /^arn:aws:iam::(\d{12}):role\/root-alert-prod-Reconcile-apnortheast2$/.exec(
        roleArn,
      );
      world.mayLook(`member ${id?.[1]}`);
      await clock.sleep(world.memberTakesMs);
      const answer = world.members[id?.[1] ?? ''];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    async summary() {
      world.mayLook('summary');
      return world.summary;
    },
    async events(region, query) {
      queries.push({ ...query, region, atMs: clock.now() });
      world.mayAsk(region);
      const nowMs = clock.now();
      const isFound = (it: HistoryEvent): boolean =>
        it.atMs >= query.fromMs &&
        it.atMs <= query.untilMs &&
        it.region === region &&
        it.appearsAtMs <= nowMs &&
        query.value === (query.key === 'Username' ? it.username : it.record['eventName']);
      const found = history.filter(isFound).sort((a, b) => b.atMs - a.atMs);
      const from = Number(query.nextToken ?? 0);
      const page = found.slice(from, from + world.pageSize);
      const next = from + page.length;
      return {
        records: page.map(({ record }) => record),
        nextToken: next < found.length ? String(next) : undefined,
      };
    },
    async rule(region, name) {
      world.mayAsk(region);
      const key = `${region} ${name}`;
      if (world.rules.has(key)) return world.rules.get(key);
      return name.includes('-guard') ? goodGuardRule(region) : goodRule(region);
    },
    async queueDepth(region, url) {
      world.mayAsk(region);
      const name = url.slice(url.lastIndexOf('/') + 1);
      const total = world.depths.has(name) ? world.depths.get(name) : 0;
      if (total === undefined) return undefined;
      const visible = name === names.outboxQueue ? world.untaken : 0;
      return { total, visible, settings: goodQueueSettings(name, names.undeliveredArn) };
    },
    async trails() {
      world.mayLook('trails');
      return world.trails;
    },
    async stack() {
      world.mayLook('stack');
      return world.stack;
    },
    async template() {
      world.mayLook('template');
      return world.stack.template;
    },
    async physicalId() {
      return 'key-1';
    },
    async function(name) {
      world.mayLook('function');
      return world.functions.get(name);
    },
    async mappings() {
      world.mayLook('mappings');
      return world.mappings;
    },
    async alarms() {
      world.mayLook('alarms');
      return world.areAlarmsHanging ? new Promise(() => {}) : world.alarms;
    },
    async secret(name) {
      world.mayLook('secret');
      return world.secrets.get(name) ?? 'there';
    },
    async subscriptions() {
      world.mayLook('subscriptions');
      return world.subscriptions;
    },
    async keyState() {
      world.mayLook('keyState');
      return world.keyState;
    },
    async publish(_topic, subject, text) {
      world.mayMail();
      mails.push({ subject, text });
    },
    close: () => {},
  };

  const guarded =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (!world.isLedgerUp) throw new DOMException('', 'TimeoutError');
      return call(...args);
    };
  const ledger: Ledger = {
    claim: guarded(memory.claim),
    find: guarded(memory.find),
    findOverdue: guarded(memory.findOverdue),
    async recordTold(id, rooms, isDone) {
      if (rooms.length > 0) tellers.set(id, [...(tellers.get(id) ?? []), world.teller]);
      await guarded(memory.recordTold)(id, rooms, isDone);
    },
    countUse: guarded(memory.countUse),
    lastUse: guarded(memory.lastUse),
    accountName: guarded(memory.accountName),
    nameAccount: guarded(memory.nameAccount),
    state: guarded(memory.state),
    keepState: guarded(memory.keepState),
    rootSession: guarded(memory.rootSession),
    rememberRootSession: guarded(memory.rememberRootSession),
    joinIncident: guarded(memory.joinIncident),
    markAnswered: guarded(memory.markAnswered),
    describeIncident: guarded(memory.describeIncident),
    keepNextStep: guarded(memory.keepNextStep),
    noteUses: guarded(memory.noteUses),
    keepThread: guarded(memory.keepThread),
    notePrecursors: guarded(memory.notePrecursors),
    precursors: guarded(memory.precursors),
    incident: guarded(memory.incident),
    addAnswer: guarded(memory.addAnswer),
    toldRow: guarded(memory.toldRow),
    addEvidence: guarded(memory.addEvidence),
    pendingEvidence: guarded(memory.pendingEvidence),
    endEvidence: guarded(memory.endEvidence),
    evidence: guarded(memory.evidence),
    replaceState: guarded(memory.replaceState),
    countPlanned: guarded(memory.countPlanned),
    plannedCount: guarded(memory.plannedCount),
  };

  const delivery: DeliveryDeps = {
    config: readConfig({
      WEBHOOK_SECRET_ID: 'root-alert/prod/webhook',
      LEDGER_TABLE: 'root-alert-ledger-prod',
      HEARTBEAT: 'off',
      LOCALE: 'en',
      ACCOUNTS: Array.from({ length: 40 }, (_, n) => `11112222${3_000 + n}=Payments`)
        .concat(`${account}=Payments`)
        .join(','),
      ...env,
    }),
    ledger,
    clock,
    log: (line) => {
      lines.push(line);
      logged.push({ json: JSON.stringify(line), by: world.teller, atMs: clock.now() });
    },
    async postToRooms(message): Promise<RoomsResult> {
      if (world.isRoomUp) messages.push(shown(message));
      const outcome = world.isRoomUp
        ? { isTold: true, attempts: 1 }
        : { isTold: false, attempts: 1, reason: 'gave no answer' };
      return {
        reports: [{ room: 'dooray', ...outcome }],
        accepted: world.isRoomUp ? ['dooray'] : [],
        faults: [],
      };
    },
  };

  /** Puts a record into the history, at once unless it is said otherwise. */
  const put = (changes: Json, { region = 'us-east-1', delayMs = 0, username = 'root' } = {}) => {
    const atMs = Math.floor(clock.now() / 1000) * 1000;
    const record = {
      eventVersion: '1.11',
      eventID: crypto.randomUUID(),
      eventTime: new Date(atMs).toISOString().replace('.000', ''),
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      awsRegion: region,
      sourceIPAddress: '203.0.113.24',
      userIdentity: { type: 'Root', accountId: account },
      readOnly: false,
      ...changes,
    };
    history.push({ region, atMs, appearsAtMs: clock.now() + delayMs, record, username });
    return record;
  };

  let isWell: boolean | undefined;
  return {
    clock,
    delivery,
    world,
    history,
    mails,
    messages,
    queries,
    tellers,
    /** Every line of the log, with who wrote it and when. */
    logged,
    /** What reconcile logs of its runs. */
    runs: () => lines.filter(({ message }) => message === 'reconcile'),
    state: async () => JSON.parse((await memory.state('reconcile')) ?? 'null') as Json,
    putState: (text: string) => memory.keepState('reconcile', text),
    /** One run, as the schedule starts it. Gives the error it failed with, if any. */
    async run(): Promise<Error | undefined> {
      const startedAt = clock.now();
      world.teller = 'reconcile';
      try {
        isWell = await reconcile(
          {
            invokedFunctionArn: functionArn,
            getRemainingTimeInMillis: () => startedAt + 600_000 - clock.now(),
          },
          delivery,
          {
            aws,
            checkWebhook: async () => world.webhook,
            readVersion: async (of) =>
              of === 'AWSPREVIOUS' || world.secret === undefined
                ? undefined
                : { text: world.secret, versionId: 'v1', createdAtMs: undefined },
            stage,
            memberCallAs: world.memberCallAs,
          },
        );
        return undefined;
      } catch (error) {
        return error as Error;
      }
    },
    /** Whether the last run that did not fail found nothing wrong. */
    isWell: () => isWell,
    /** Lets time pass up to a moment `ms` from now. */
    pass: (ms: number) => clock.advance(ms),
    put,
    /** Puts a use of root into the history, as `put` does, and gives it as a handler reads it. */
    use: (changes: Json = {}, where?: Parameters<typeof put>[1]) =>
      readCloudTrailEvent({ source: 'aws.iam', detail: put(changes, where) }),
  };
}

export type Scene = ReturnType<typeof startScene>;
