import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lib/messages/compose.ts';
import { readCloudTrailEvent } from '../../lib/sources/cloudtrail-event.ts';
import { isRootUse } from '../../lib/sources/is-root-use.ts';
import { sampleEventFiles } from '../lib/sample-events.ts';
import { wordsIn } from '../lib/words-in.ts';
import { matches } from './support/event-pattern.ts';
import { template } from './support/packaged-service.ts';
import { rootUsePatterns } from './support/root-use-patterns.ts';
import { packagedTemplate } from './support/service-copy.ts';

type Verdict = 'passed' | 'refused';
type Stage = 'dev' | 'prod';
type Json = Readonly<Record<string, unknown>>;

const EVENTS = join(import.meta.dirname, '..', '..', 'events');

/** A new file needs a line here. The drill is meant for stage `dev`. */
const expectedOfEvents: Readonly<Record<string, Readonly<Record<Stage, Verdict>>>> = {
  'assume-root.json': { dev: 'passed', prod: 'passed' },
  'root-access-key-cli.json': { dev: 'passed', prod: 'passed' },
  'root-by-service.json': { dev: 'refused', prod: 'refused' },
  'root-centralized-session.json': { dev: 'passed', prod: 'passed' },
  'root-change-password.json': { dev: 'passed', prod: 'passed' },
  'root-create-access-key.json': { dev: 'passed', prod: 'passed' },
  'root-deactivate-mfa.json': { dev: 'passed', prod: 'passed' },
  'root-drill.json': { dev: 'passed', prod: 'refused' },
  'root-email-updated.json': { dev: 'passed', prod: 'passed' },
  'root-federated-session.json': { dev: 'passed', prod: 'passed' },
  'root-list-buckets.json': { dev: 'passed', prod: 'passed' },
  'root-login-failed.json': { dev: 'passed', prod: 'passed' },
  'root-login-mfa.json': { dev: 'passed', prod: 'passed' },
  'root-login-us-east-2.json': { dev: 'passed', prod: 'passed' },
  'root-login.json': { dev: 'passed', prod: 'passed' },
  'root-password-recovery.json': { dev: 'passed', prod: 'passed' },
  'root-stop-logging-denied.json': { dev: 'passed', prod: 'passed' },
  'root-stop-logging.json': { dev: 'passed', prod: 'passed' },
  'root-check-mfa.json': { dev: 'passed', prod: 'passed' },
  'root-session-token.json': { dev: 'passed', prod: 'passed' },
  'root-attach-admin-policy.json': { dev: 'passed', prod: 'passed' },
  'root-update-trust-policy.json': { dev: 'passed', prod: 'passed' },
  'root-delete-detector.json': { dev: 'passed', prod: 'passed' },
  'root-delete-alarms.json': { dev: 'passed', prod: 'passed' },
  'root-leave-organization-denied.json': { dev: 'passed', prod: 'passed' },
  'root-security-contact.json': { dev: 'passed', prod: 'passed' },
  'root-payment-method.json': { dev: 'passed', prod: 'passed' },
  'root-bucket-policy.json': { dev: 'passed', prod: 'passed' },
  'root-share-snapshot.json': { dev: 'passed', prod: 'passed' },
  'root-open-port.json': { dev: 'passed', prod: 'passed' },
  'root-read-secret.json': { dev: 'passed', prod: 'passed' },
  'root-schedule-key-deletion.json': { dev: 'passed', prod: 'passed' },
  'root-terminate-instances.json': { dev: 'passed', prod: 'passed' },
  'root-delete-dashboard.json': { dev: 'passed', prod: 'passed' },
  'root-unshare-image.json': { dev: 'passed', prod: 'passed' },
  'root-close-port.json': { dev: 'passed', prod: 'passed' },
  'root-block-public-access.json': { dev: 'passed', prod: 'passed' },
  'root-open-queue.json': { dev: 'passed', prod: 'passed' },
  'root-inline-admin-policy.json': { dev: 'passed', prod: 'passed' },
  'root-suspend-versioning.json': { dev: 'passed', prod: 'passed' },
  'root-run-instances.json': { dev: 'passed', prod: 'passed' },
  'root-dry-run.json': { dev: 'passed', prod: 'passed' },
  'root-throttled.json': { dev: 'passed', prod: 'passed' },
  'root-not-found.json': { dev: 'passed', prod: 'passed' },
  'root-parameters-omitted.json': { dev: 'passed', prod: 'passed' },
  'root-bedrock-api-key.json': { dev: 'passed', prod: 'passed' },
  'root-close-account.json': { dev: 'passed', prod: 'passed' },
  'root-create-stack.json': { dev: 'passed', prod: 'passed' },
  'root-create-tags.json': { dev: 'passed', prod: 'passed' },
  'root-database-password.json': { dev: 'passed', prod: 'passed' },
  'root-delegated-role.json': { dev: 'passed', prod: 'passed' },
  'root-read-parameter.json': { dev: 'passed', prod: 'passed' },
  'root-create-theme.json': { dev: 'passed', prod: 'passed' },
  'root-create-virtual-mfa.json': { dev: 'passed', prod: 'passed' },
  'root-deactivate-access-key.json': { dev: 'passed', prod: 'passed' },
  'root-signing-certificate.json': { dev: 'passed', prod: 'passed' },
  'root-disable-key.json': { dev: 'passed', prod: 'passed' },
  'root-email-requested.json': { dev: 'passed', prod: 'passed' },
  'root-event-selectors.json': { dev: 'passed', prod: 'passed' },
  'root-expire-objects.json': { dev: 'passed', prod: 'passed' },
  'root-log-retention.json': { dev: 'passed', prod: 'passed' },
  'root-login-mfa-unknown.json': { dev: 'passed', prod: 'passed' },
  'root-login-unclear.json': { dev: 'passed', prod: 'passed' },
  'root-password-reset.json': { dev: 'passed', prod: 'passed' },
  'root-quota-increase.json': { dev: 'passed', prod: 'passed' },
  'root-revoke-data-lake.json': { dev: 'passed', prod: 'passed' },
  'root-share-certificate-authority.json': { dev: 'passed', prod: 'passed' },
  'root-start-session.json': { dev: 'passed', prod: 'passed' },
  'root-stop-database.json': { dev: 'passed', prod: 'passed' },
  'root-support-plan.json': { dev: 'passed', prod: 'passed' },
  'root-trusted-ips.json': { dev: 'passed', prod: 'passed' },
  'root-unlock-domain.json': { dev: 'passed', prod: 'passed' },
  'root-update-function-code.json': { dev: 'passed', prod: 'passed' },
  'root-unreadable.json': { dev: 'passed', prod: 'passed' },
  'assume-root-password.json': { dev: 'passed', prod: 'passed' },
  'root-agent-access-key.json': { dev: 'passed', prod: 'passed' },
  'root-agent-authorized.json': { dev: 'passed', prod: 'passed' },
  'root-agent-renewed.json': { dev: 'passed', prod: 'passed' },
  'root-agent-tool.json': { dev: 'passed', prod: 'passed' },
  'root-check-mfa-failed.json': { dev: 'passed', prod: 'passed' },
  'root-cli-login.json': { dev: 'passed', prod: 'passed' },
  'root-cli-login-failed.json': { dev: 'passed', prod: 'passed' },
  'root-console-internal.json': { dev: 'passed', prod: 'passed' },
  'root-console-link.json': { dev: 'passed', prod: 'passed' },
  'root-corrected-record.json': { dev: 'passed', prod: 'passed' },
  'root-data-event.json': { dev: 'passed', prod: 'passed' },
  'root-external-idp-failed.json': { dev: 'passed', prod: 'passed' },
  'root-late-record.json': { dev: 'passed', prod: 'passed' },
  'root-login-failed-mfa.json': { dev: 'passed', prod: 'passed' },
  'root-login-repost.json': { dev: 'passed', prod: 'passed' },
  'root-own-password.json': { dev: 'passed', prod: 'passed' },
  'root-own-password-deleted.json': { dev: 'passed', prod: 'passed' },
  'root-sign-in-anomaly.json': { dev: 'passed', prod: 'passed' },
  'root-unmarked-session.json': { dev: 'passed', prod: 'passed' },
  'guard-function-stopped.json': { dev: 'refused', prod: 'refused' },
  'guard-webhook-stored.json': { dev: 'refused', prod: 'refused' },
  'guard-api-throttled.json': { dev: 'refused', prod: 'refused' },
  'guard-evidence-policy.json': { dev: 'refused', prod: 'refused' },
  'guard-deployed.json': { dev: 'refused', prod: 'refused' },
  'guard-trail-stopped.json': { dev: 'refused', prod: 'refused' },
  'root-own-rule.json': { dev: 'passed', prod: 'passed' },
  'root-drill-refused.json': { dev: 'passed', prod: 'refused' },
  'root-partner.json': { dev: 'passed', prod: 'passed' },
};

const patterns: Record<Stage | 'prodWithoutReads', Record<string, unknown>> = {
  dev: {},
  prod: {},
  prodWithoutReads: {},
};

beforeAll(async () => {
  patterns.prod = rootUsePatterns(template());
  patterns.dev = rootUsePatterns(await packagedTemplate('dev'));
  patterns.prodWithoutReads = rootUsePatterns(await packagedTemplate('prod', { reads: 'off' }));
});

/** What each rule of `stage` that looks for root does with `event`, by the rule's logical id. */
function verdicts(stage: keyof typeof patterns, event: unknown): Record<string, Verdict> {
  const entries = Object.entries(patterns[stage]).map(([id, pattern]) => [
    id,
    matches(pattern, event) ? 'passed' : 'refused',
  ]);
  return Object.fromEntries(entries);
}

function everyRule(stage: keyof typeof patterns, verdict: Verdict): Record<string, Verdict> {
  return Object.fromEntries(Object.keys(patterns[stage]).map((id) => [id, verdict]));
}

/** The record as EventBridge delivers it: the source is the service's name, not CloudTrail's. */
function delivered(record: Json): Json {
  const service = String(record['eventSource']).replace(/\.amazonaws\.com$/, '');
  return {
    version: '0',
    id: '5b2f8c7e-0b65-4d6c-8d1a-3f0c5a9e7d21',
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${service}`,
    account: '111122223333',
    time: '2026-11-20T03:04:05Z',
    region: 'us-east-1',
    resources: [],
    detail: record,
  };
}

function apiCall(userIdentity: Json | undefined, rest: Json = {}): Json {
  return delivered({
    eventVersion: '1.11',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    eventType: 'AwsApiCall',
    ...(userIdentity !== undefined && { userIdentity }),
    ...rest,
  });
}

const ROOT = { type: 'Root', accountId: '111122223333' };
const LOGIN = {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
};
const ISSUED_BY_ROLE = { sessionContext: { sessionIssuer: { type: 'Role', userName: 'admin' } } };
const ISSUED_BY_ROOT = { sessionContext: { sessionIssuer: { type: 'Root' } } };

describe('the packaged rules decide on the sample events', () => {
  it('there is a rule that looks for root in either stage', () => {
    expect(Object.keys(patterns.prod)).toContain('RootUseRule');
    expect(Object.keys(patterns.dev)).toEqual(Object.keys(patterns.prod));
  });

  it('each sample event has its expected verdict', () => {
    expect(sampleEventFiles.toSorted()).toEqual(Object.keys(expectedOfEvents).toSorted());
  });

  describe.each(['dev', 'prod'] as const)('in stage %s', (stage) => {
    it.each(Object.entries(expectedOfEvents))('%s', (file, expected) => {
      const event = JSON.parse(readFileSync(join(EVENTS, file), 'utf8'));
      expect(verdicts(stage, event)).toEqual(everyRule(stage, expected[stage]));
    });
  });
});

describe('the packaged rules pass every use of root', () => {
  it.each<[string, Json]>([
    ['a record that says nothing but Root', delivered({ userIdentity: { type: 'Root' } })],
    ['a call by root', apiCall(ROOT)],
    ['a read-only call by root', apiCall(ROOT, { eventName: 'ListUsers', readOnly: true })],
    ['a call that was denied', apiCall(ROOT, { errorCode: 'AccessDenied' })],
    ['a call by the console', apiCall({ ...ROOT, invokedBy: 'signin.amazonaws.com' })],
    ['a call with an empty invokedBy', apiCall({ ...ROOT, invokedBy: '' })],
    ['an AI agent acting for root', apiCall({ ...ROOT, invokedBy: 'aws-mcp.amazonaws.com' })],
    [
      'an agent by an MCP server that AWS may yet make',
      apiCall({ ...ROOT, invokedBy: 'rds-mcp.amazonaws.com' }),
    ],
    [
      'an agent in a session issued by root',
      apiCall({ type: 'FederatedUser', invokedBy: 'aws-mcp.amazonaws.com', ...ISSUED_BY_ROOT }),
    ],
    [
      'AWS Internal from a session of the console',
      apiCall(
        { ...ROOT, invokedBy: 'AWS Internal' },
        { sourceIPAddress: 'AWS Internal', sessionCredentialFromConsole: 'true' },
      ),
    ],
    [
      'AWS Internal from an address',
      apiCall({ ...ROOT, invokedBy: 'AWS Internal' }, { sourceIPAddress: '203.0.113.24' }),
    ],
    [
      "a finding of AWS Sign-In, whatever it says, which is no record of CloudTrail's",
      { ...apiCall(undefined), 'detail-type': 'Sign-in Anomaly Alert', detail: { a: 1 } },
    ],
    ['a log-in by root', apiCall(ROOT, LOGIN)],
    [
      'a log-in spelt Signin',
      { ...apiCall(ROOT, LOGIN), 'detail-type': 'AWS Console Signin via CloudTrail' },
    ],
    [
      'another detail-type',
      { ...apiCall(ROOT), 'detail-type': 'AWS Service Event via CloudTrail' },
    ],
    [
      'another account and region',
      { ...apiCall(ROOT), account: '444455556666', region: 'sa-east-1' },
    ],
    ['a federated session issued by root', apiCall({ type: 'FederatedUser', ...ISSUED_BY_ROOT })],
    [
      'AssumeRoot by a role',
      apiCall(
        { type: 'AssumedRole' },
        { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoot' },
      ),
    ],
    [
      'password recovery by nobody known',
      apiCall(undefined, { ...LOGIN, eventName: 'PasswordRecoveryRequested' }),
    ],
    [
      'password recovery completed',
      apiCall(undefined, { ...LOGIN, eventName: 'PasswordRecoveryCompleted' }),
    ],
    ['a change of the e-mail address', apiCall(undefined, { ...LOGIN, eventName: 'EmailUpdated' })],
    ['a drill in this stage', { ...apiCall(ROOT), source: 'root-alert.drill.prod' }],
  ])('%s', (_, event) => {
    expect(verdicts('prod', event)).toEqual(everyRule('prod', 'passed'));
  });
});

describe('the packaged rules refuse what only looks like root', () => {
  it.each<[string, Json]>([
    ['a log-in by an IAM user', apiCall({ type: 'IAMUser', userName: 'root' }, LOGIN)],
    ['a log-in by a role', apiCall({ type: 'AssumedRole', ...ISSUED_BY_ROLE }, LOGIN)],
    ['a type with another case', apiCall({ type: 'root' })],
    [
      'an identity without a type',
      apiCall({ accountId: '111122223333', invokedBy: 'ec2.amazonaws.com' }),
    ],
    ['a service event without an identity', apiCall(undefined, { eventType: 'AwsServiceEvent' })],
    [
      'a service that acts for root',
      apiCall({ ...ROOT, invokedBy: 'cloudformation.amazonaws.com' }),
    ],
    [
      'a service whose name only holds that of an agent',
      apiCall({ ...ROOT, invokedBy: 'aws-mcp.amazonaws.com.example' }),
    ],
    [
      'AWS Internal from nowhere else',
      apiCall({ ...ROOT, invokedBy: 'AWS Internal' }, { sourceIPAddress: 'AWS Internal' }),
    ],
    ['AWS Internal without an address', apiCall({ ...ROOT, invokedBy: 'AWS Internal' })],
    [
      'an agent acting for a role',
      apiCall({ type: 'AssumedRole', invokedBy: 'aws-mcp.amazonaws.com' }),
    ],
    [
      'another finding',
      { ...apiCall(undefined), 'detail-type': 'GuardDuty Finding', detail: { a: 1 } },
    ],
    [
      'a finding that an application claims to be of AWS',
      { ...apiCall(undefined), 'detail-type': 'Sign-in Anomaly Alert', source: 'custom.app' },
    ],
    ['a federated session issued by a role', apiCall({ type: 'FederatedUser', ...ISSUED_BY_ROLE })],
    ['a federated session without an issuer', apiCall({ type: 'FederatedUser' })],
    [
      'a service in a session issued by root',
      apiCall({ type: 'FederatedUser', invokedBy: 'athena.amazonaws.com', ...ISSUED_BY_ROOT }),
    ],
    ['a role session issued by root', apiCall({ type: 'AssumedRole', ...ISSUED_BY_ROOT })],
    [
      'AssumeRole',
      apiCall(
        { type: 'AssumedRole' },
        { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole' },
      ),
    ],
    [
      'AssumeRoot of another service',
      apiCall({ type: 'AssumedRole' }, { eventName: 'AssumeRoot' }),
    ],
    [
      'password recovery of another service',
      apiCall(undefined, { eventName: 'PasswordRecoveryRequested' }),
    ],
    ['a drill in another stage', { ...apiCall(ROOT), source: 'root-alert.drill.other' }],
    ['a drill in no stage', { ...apiCall(ROOT), source: 'root-alert.drill.' }],
    [
      'a drill in a stage with a longer name',
      { ...apiCall(ROOT), source: 'root-alert.drill.prod2' },
    ],
    ['an application of ours', { ...apiCall(ROOT), source: 'custom.app' }],
    ['a source that hides aws.', { ...apiCall(ROOT), source: 'custom.aws.iam' }],
    ['Root outside of the detail', { ...apiCall({ type: 'IAMUser' }), userIdentity: ROOT }],
    [
      'Root in the request',
      apiCall({ type: 'IAMUser' }, { requestParameters: { userIdentity: ROOT } }),
    ],
    [
      'a notification of an alarm',
      { Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] },
    ],
  ])('%s', (_, event) => {
    expect(verdicts('prod', event)).toEqual(everyRule('prod', 'refused'));
  });
});

describe('with reads: off', () => {
  const login = (rest: Json) => apiCall(ROOT, { ...LOGIN, ...rest });

  it('there are the same rules, their patterns still fit the 2,048 characters, and the default is as it was', () => {
    expect(Object.keys(patterns.prodWithoutReads)).toEqual(Object.keys(patterns.prod));
    for (const pattern of Object.values(patterns.prodWithoutReads)) {
      expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
    }
    expect(JSON.stringify(patterns.prod)).not.toContain('readOnly');
  });

  it.each<[string, Json]>([
    ['that is true', apiCall(ROOT, { readOnly: true })],
    ['that is "true"', apiCall(ROOT, { readOnly: 'true' })],
    [
      'of a federated session that root issued',
      apiCall({ type: 'FederatedUser', ...ISSUED_BY_ROOT }, { readOnly: true }),
    ],
    ['in a drill', { ...apiCall(ROOT, { readOnly: true }), source: 'root-alert.drill.prod' }],
  ])('the rules refuse a call with a readOnly %s', (_, event) => {
    expect(verdicts('prod', event)).toEqual(everyRule('prod', 'passed'));
    expect(verdicts('prodWithoutReads', event)).toEqual(everyRule('prodWithoutReads', 'refused'));
  });

  it.each<[string, Json]>([
    ['a call that says nothing of it', apiCall(ROOT)],
    ['a call with a readOnly false', apiCall(ROOT, { readOnly: false })],
    ['a call with a readOnly "false"', apiCall(ROOT, { readOnly: 'false' })],
    ['a sign-in', login({ readOnly: false })],
    ['a sign-in that says nothing of it', login({})],
    ['a sign-in that AWS calls a read, as that of aws login', login({ readOnly: true })],
    [
      'AssumeRoot, whatever it says',
      apiCall(
        { type: 'AssumedRole' },
        { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoot', readOnly: true },
      ),
    ],
    [
      'password recovery, whatever it says',
      apiCall(undefined, { ...LOGIN, eventName: 'PasswordRecoveryRequested', readOnly: true }),
    ],
  ])('the rules pass %s', (_, event) => {
    expect(verdicts('prodWithoutReads', event)).toEqual(everyRule('prodWithoutReads', 'passed'));
  });

  it.each<[string, Json]>([
    [
      'a service that acts for root',
      apiCall({ ...ROOT, invokedBy: 'cloudformation.amazonaws.com' }),
    ],
    ['a log-in by an IAM user', apiCall({ type: 'IAMUser', userName: 'root' }, LOGIN)],
    ['a service that signs in for root', apiCall({ ...ROOT, invokedBy: 'x.amazonaws.com' }, LOGIN)],
    // CloudTrail writes none; a template cannot ask for it.
    ['a call with a readOnly null', apiCall(ROOT, { readOnly: null })],
  ])('the rules refuse %s', (_, event) => {
    expect(verdicts('prodWithoutReads', event)).toEqual(everyRule('prodWithoutReads', 'refused'));
  });
});

describe('what comes by no rule is judged as the rules would', () => {
  const records: readonly Json[] = [
    ...sampleEventFiles
      // A finding is no record.
      .filter((file) => file !== 'root-sign-in-anomaly.json')
      .map((file) => readJson(join(EVENTS, file))['detail'] as Json),
    ...(process.env['CLOUDTRAIL_CORPUS'] === undefined
      ? []
      : readdirSync(process.env['CLOUDTRAIL_CORPUS'])
          .filter((name) => name.endsWith('.json'))
          .map(
            (name) =>
              readJson(join(String(process.env['CLOUDTRAIL_CORPUS']), name))['record'] as Json,
          )),
  ];

  /** A record with whatever the decision looks at, in all that can be there instead. */
  const odd = fc.constantFrom<unknown>('', 'x', 0, null, true, false, 'true', 'FALSE', 'false');
  const field = (...values: readonly unknown[]) =>
    fc.option(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, odd), {
      nil: undefined,
      freq: 4,
    });
  const anyRecord = fc
    .record({
      eventSource: field('signin.amazonaws.com', 'sts.amazonaws.com', 'iam.amazonaws.com'),
      eventName: field('AssumeRoot', 'EmailUpdated', 'PasswordRecoveryRequested', 'ConsoleLogin'),
      readOnly: field(true, 'true', false),
      sourceIPAddress: field('203.0.113.24', 'AWS Internal'),
      sessionCredentialFromConsole: field('true', true),
      userIdentity: fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({
            type: field('Root', 'FederatedUser', 'IAMUser'),
            invokedBy: field(
              'signin.amazonaws.com',
              'autoscaling.amazonaws.com',
              'aws-mcp.amazonaws.com',
              'AWS Internal',
            ),
            sessionContext: fc.oneof(
              fc.record({
                sessionIssuer: fc.oneof(fc.record({ type: field('Root', 'Role') }), odd),
              }),
              odd,
            ),
          }),
        },
        odd,
      ),
    })
    // As it comes from JSON: what is undefined is not there.
    .map((record) => JSON.parse(JSON.stringify(record)) as Json);

  const settings = [
    ['digest', 'prod'],
    ['off', 'prodWithoutReads'],
  ] as const;

  it.each(settings)('with reads: %s, on every record that we have', (reads, rules) => {
    const judged = records.map((record) => (isRootUse(record, reads) ? 'passed' : 'refused'));
    for (const [index, record] of records.entries()) {
      expect(verdicts(rules, delivered(record)), String(record['eventName'])).toEqual(
        everyRule(rules, judged[index] ?? 'refused'),
      );
    }
    expect(new Set(judged)).toEqual(new Set(['passed', 'refused']));
  });

  it.each(settings)('with reads: %s, on any record that there could be', (reads, rules) => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(anyRecord, (record) => {
        const verdict = isRootUse(record, reads);
        seen.add(verdict);
        expect(verdicts(rules, delivered(record))).toEqual(
          everyRule(rules, verdict ? 'passed' : 'refused'),
        );
      }),
      { numRuns: 1_000 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('what is no record is no use', () => {
    const odd = { eventSource: 'constructor', eventName: 'x' };
    for (const value of [undefined, null, 'Root', [], [{ userIdentity: ROOT }], odd]) {
      expect(isRootUse(value, 'digest')).toBe(false);
    }
  });
});

// Public CloudTrail records that are not ours to publish: files of {"expect": "alert" | "ignore", "record": …}.
const corpus = process.env['CLOUDTRAIL_CORPUS'];
if (corpus !== undefined) {
  const files = readdirSync(corpus).filter((name) => name.endsWith('.json'));

  describe('the packaged rules decide on the corpus of public records', () => {
    it('the corpus holds records of either kind', () => {
      const kinds = files.map((file) => readJson(join(corpus, file))['expect']);
      expect(new Set(kinds)).toEqual(new Set(['alert', 'ignore']));
    });

    it.each(files)('%s', (file) => {
      const { expect: kind, record } = readJson(join(corpus, file));
      const expected = kind === 'alert' ? 'passed' : 'refused';
      expect(verdicts('prod', delivered(record as Json))).toEqual(everyRule('prod', expected));
    });
  });

  describe('what the corpus holds can be put into words', () => {
    it.each(files)('%s', (file) => {
      const { record } = readJson(join(corpus, file));
      const { eventName } = record as Json;
      const activity = readCloudTrailEvent(delivered(record as Json));
      expect(activity.kind).toBe('use');
      for (const locale of ['ko', 'en'] as const) {
        const message = compose(activity, { words: wordsIn[locale], timeZone: 'Asia/Seoul' });
        expect(message.details.map(({ value }) => value.unescaped).join()).toContain(eventName);
      }
    });
  });
}

function readJson(path: string): Json {
  return JSON.parse(readFileSync(path, 'utf8'));
}
