import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSampleEvent, type SampleEvent, sampleEventFiles } from '../lib/sample-events.ts';
import { matches } from './support/event-pattern.ts';
import { type Resource, resource, type Template, template } from './support/packaged-service.ts';
import { homes as HOMES, organization, stages as STAGES } from './support/packagings.ts';
import { rootUsePatterns } from './support/root-use-patterns.ts';
import { packagedTemplate } from './support/service-copy.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

type Json = Readonly<Record<string, unknown>>;

const LONG_STATE = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

const enabledByDefault: string[] = JSON.parse(
  readFileSync(new URL('../../resources/regions.json', import.meta.url), 'utf8'),
).enabledByDefault;
const except = (home: string) => enabledByDefault.filter((region) => region !== home);

const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const ref = (id: string) => ({ Ref: id });
const arn = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

/** What was packaged for a stage and a home region, with the organization. */
const deployments = new Map<string, Template>();
const deployment = (stage: string, home: string): Template => {
  const found = deployments.get(`${stage} ${home}`);
  if (found === undefined) throw new Error(`${stage} in ${home} was not packaged`);
  return found;
};

beforeAll(async () => {
  for (const stage of STAGES) {
    for (const home of HOMES) {
      deployments.set(`${stage} ${home}`, await packagedTemplate(stage, organization, home));
    }
  }
});

/** A StackSet without its template, which has claims of its own. */
function stackSet(id: string, from: Template): Json {
  const { TemplateBody, ...properties } = resource(id, from).Properties;
  return properties;
}

/** Every region at once, and none that fails stops the others. */
const sideBySide = {
  ManagedExecution: { Active: true },
  OperationPreferences: {
    RegionConcurrencyType: 'PARALLEL',
    MaxConcurrentPercentage: 100,
    FailureTolerancePercentage: 100,
  },
};

describe("the StackSet for this account's regions", () => {
  const expected = (stage: string, regions: readonly string[], home: string) => ({
    StackSetName: `root-alert-${stage}-forwarders`,
    Description: 'Sends uses of the root account in other regions to root-alert',
    PermissionModel: 'SELF_MANAGED',
    AdministrationRoleARN: getAtt('ForwardersAdministrationRole'),
    ExecutionRoleName: resource('ForwardersExecutionRole', deployment(stage, home)).Properties[
      'RoleName'
    ],
    ...sideBySide,
    Parameters: [
      { ParameterKey: 'BusArn', ParameterValue: getAtt('Bus') },
      { ParameterKey: 'RoleArn', ParameterValue: getAtt('ForwardRole') },
    ],
    StackInstancesGroup: [
      { DeploymentTargets: { Accounts: [ref('AWS::AccountId')] }, Regions: regions },
    ],
  });

  it.each(STAGES.flatMap((stage) => HOMES.map((home) => [stage, home] as const)))(
    'of stage %s, home %s, reaches every other default region side by side, and none stops the others',
    (stage, home) => {
      const from = deployment(stage, home);
      expect(stackSet('Forwarders', from)).toEqual(expected(stage, except(home), home));
    },
  );

  it('is the same without an organization', () => {
    expect(stackSet('Forwarders', template())).toEqual(
      stackSet('Forwarders', deployment('prod', 'ap-northeast-2')),
    );
  });

  it('reaches the regions that are named instead, and asks as the region where one must be', async () => {
    const named = await packagedTemplate('prod', { forwardRegions: 'us-east-1,ap-east-1' });
    expect(stackSet('Forwarders', named)['StackInstancesGroup']).toEqual([
      {
        DeploymentTargets: { Accounts: [ref('AWS::AccountId')] },
        Regions: ['us-east-1', 'ap-east-1'],
      },
    ]);
    expect(trustOf('ForwardersAdministrationRole', named)['Principal']).toEqual({
      Service: ['cloudformation.amazonaws.com', 'cloudformation.ap-east-1.amazonaws.com'],
    });
  });
});

describe('the StackSet for the organization', () => {
  it.each(STAGES.flatMap((stage) => HOMES.map((home) => [stage, home] as const)))(
    'of stage %s, home %s, reaches every account of the units in every default region, home included',
    (stage, home) => {
      expect(stackSet('OrganizationForwarders', deployment(stage, home))).toEqual({
        StackSetName: `root-alert-${stage}-organization`,
        Description: 'Sends uses of the root accounts of the organization to root-alert',
        PermissionModel: 'SERVICE_MANAGED',
        CallAs: 'DELEGATED_ADMIN',
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
        Capabilities: ['CAPABILITY_IAM'],
        ...sideBySide,
        Parameters: [
          { ParameterKey: 'BusArn', ParameterValue: getAtt('Bus') },
          { ParameterKey: 'HomeAccountId', ParameterValue: ref('AWS::AccountId') },
        ],
        StackInstancesGroup: [
          {
            DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11112222', 'r-ab12'] },
            Regions: [...except(home), home],
          },
        ],
      });
    },
  );

  it('is not there without an organization', () => {
    expect(Object.keys(stackSetTemplates(template()))).toEqual(['Forwarders']);
  });
});

describe('the forwarders', () => {
  const forwarders = () =>
    [...deployments].flatMap(([name, from]) =>
      Object.entries(stackSetTemplates(from)).map(([id, inner]) => [name, id, inner] as const),
    );

  it('fit the 51,200 bytes that a StackSet takes', () => {
    const sizes = [...deployments.values()].flatMap((from) =>
      ['Forwarders', 'OrganizationForwarders'].map((id) =>
        Buffer.byteLength(String(resource(id, from).Properties['TemplateBody'])),
      ),
    );
    expect(sizes).toHaveLength(8);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(51_200);
  });

  it('get every parameter that they have no default for, and no other', () => {
    for (const [name, id, inner] of forwarders()) {
      const { Parameters } = resource(id, deployments.get(name)).Properties;
      const given = (Parameters as { ParameterKey: string }[]).map((one) => one.ParameterKey);
      expect(given.toSorted()).toEqual(Object.keys(inner.Parameters ?? {}).toSorted());
    }
  });

  it('see read-only calls, and ask for exactly what the home rules ask for', () => {
    for (const [name, , inner] of forwarders()) {
      const { State, EventPattern } = resource('ForwardRule', inner).Properties;
      expect(State).toBe(LONG_STATE);
      const from = deployments.get(name);
      for (const id of ['RootUseRule', 'ForwardedRootUseRule']) {
        expect(EventPattern).toEqual(resource(id, from).Properties['EventPattern']);
        expect(resource(id, from).Properties['State']).toBe(LONG_STATE);
      }
    }
    expect(Object.keys(rootUsePatterns(deployment('prod', 'us-east-1'))).toSorted()).toEqual([
      'ForwardedRootUseRule',
      'Forwarders.ForwardRule',
      'OrganizationForwarders.ForwardRule',
      'RootUseRule',
    ]);
  });

  it('of the organization leave nothing in the home account but what a template must have', () => {
    for (const from of deployments.values()) {
      const { Resources, Conditions } = JSON.parse(
        String(resource('OrganizationForwarders', from).Properties['TemplateBody']),
      );
      expect(Conditions).toEqual({
        IsAway: { 'Fn::Not': [{ 'Fn::Equals': [ref('AWS::AccountId'), ref('HomeAccountId')] }] },
      });
      const unconditional = Object.entries<Resource>(Resources).filter(
        ([, { Condition }]) => Condition !== 'IsAway',
      );
      expect(unconditional).toEqual([
        ['Nothing', { Type: 'AWS::CloudFormation::WaitConditionHandle' }],
      ]);
      expect(Object.keys(Resources)).toHaveLength(7);
    }
  });

  it('of the account are under no condition', () => {
    const inner = stackSetTemplates(template())['Forwarders'];
    const resources = Object.values(inner?.Resources ?? {});
    expect(resources.map(({ Condition }) => Condition)).toEqual(resources.map(() => undefined));
    expect(resources).toHaveLength(4);
  });
});

describe('the bus', () => {
  const busPolicies = (from: Template) =>
    Object.values(from.Resources)
      .filter(({ Type }) => Type === 'AWS::Events::EventBusPolicy')
      .map(({ Properties }) => Properties);

  const ofTheAccount = {
    EventBusName: getAtt('Bus', 'Name'),
    StatementId: 'account',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: arn(`iam::\${AWS::AccountId}:root`) },
      Action: 'events:PutEvents',
      Resource: getAtt('Bus'),
    },
  };

  it('takes events from its own account and, without an organization, from nobody else', () => {
    expect(busPolicies(template())).toEqual([ofTheAccount]);
    expect(resource('Bus').Properties).toEqual({ Name: 'root-alert-prod' });
  });

  it('takes events from that organization alone when there is one', () => {
    for (const from of deployments.values()) {
      expect(busPolicies(from)).toEqual([
        ofTheAccount,
        {
          EventBusName: getAtt('Bus', 'Name'),
          StatementId: 'organization',
          Statement: {
            Effect: 'Allow',
            Principal: '*',
            Action: 'events:PutEvents',
            Resource: getAtt('Bus'),
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
          },
        },
      ]);
    }
  });
});

/** The one statement that says who may assume a role. */
function trustOf(id: string, from: Template): Json {
  const { AssumeRolePolicyDocument } = resource(id, from).Properties;
  const { Statement } = AssumeRolePolicyDocument as { Statement: readonly Json[] };
  expect(Statement).toHaveLength(1);
  return Statement[0] ?? {};
}

describe('the roles', () => {
  it('the execution role may touch each thing by the name that the forwarder gives it', () => {
    for (const [name, packaged] of deployments) {
      const policies = JSON.stringify(resource('ForwardersExecutionRole', packaged).Properties);
      const inner = stackSetTemplates(packaged)['Forwarders'] as Template;
      const rule = resource('ForwardRule', inner).Properties['Name'];
      const guardRule = resource('GuardForwardRule', inner).Properties['Name'];
      const queue = resource('Unsent', inner).Properties['QueueName'];
      expect(policies, name).toContain(`:rule/${rule}"`);
      expect(policies, name).toContain(`:rule/${guardRule}"`);
      expect(policies, name).toContain(`:${queue}"`);
    }
  });
});

describe('the order of things', () => {
  /** What CloudFormation makes before a resource, and so removes only after it. */
  function neededBy(id: string, from: Template): Set<string> {
    const needed = new Set<string>();
    const visit = (one: string): void => {
      const { DependsOn = [], Properties } = resource(one, from);
      for (const other of [...[DependsOn].flat(), ...referencesIn(Properties)]) {
        if (needed.has(other) || from.Resources[other] === undefined) continue;
        needed.add(other);
        visit(other);
      }
    };
    visit(id);
    return needed;
  }

  function referencesIn(node: unknown): string[] {
    if (typeof node !== 'object' || node === null) return [];
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = node as Json;
    const named = [
      ...(typeof Ref === 'string' ? [Ref] : []),
      ...(Array.isArray(attribute) ? [String(attribute[0])] : []),
      ...[...JSON.stringify(sub ?? '').matchAll(/\$\{(\w+)[.}]/g)].map(([, id]) => String(id)),
    ];
    return [...named, ...Object.values(node).flatMap(referencesIn)];
  }

  const from = () => deployment('prod', 'ap-northeast-2');

  /** What leads on from the bus, and what lets it. */
  function wayFromBus(): Set<string> {
    const ends = ['ForwardedRootUseRulePermission', 'GuardForwardedRulePermission', 'OutboxPolicy'];
    return new Set([...ends, ...ends.flatMap((id) => [...neededBy(id, from())])]);
  }

  it.each(['Forwarders', 'OrganizationForwarders'])(
    '%s come after, and go before, all that leads on from the bus: what they send is told from the first',
    (stackSet) => {
      const way = wayFromBus();
      for (const id of [
        'ForwardedRootUseRule',
        'RootEventLambdaFunction',
        'GuardForwardedRule',
        'GuardLambdaFunction',
        'Outbox',
        'Undelivered',
      ])
        expect(way).toContain(id);
      const needed = neededBy(stackSet, from());
      expect([...way].filter((id) => !needed.has(id))).toEqual([]);
    },
  );

  it('forwarders come after, and go before, the bus, its policy and every role they need', () => {
    const way = wayFromBus();
    const needed = (id: string): string[] =>
      [...neededBy(id, from())].filter((one) => one === 'Bus' || !way.has(one)).toSorted();
    expect(needed('Forwarders')).toEqual([
      'Bus',
      'BusPolicy',
      'ForwardRole',
      'ForwardersAdministrationRole',
      'ForwardersExecutionRole',
      'GuardForwardRole',
    ]);
    expect(needed('OrganizationForwarders')).toEqual(['Bus', 'OrganizationBusPolicy']);
  });

  it('no role that they need is ever there without what it may do: policies are inline', () => {
    const roles = [
      'ForwardRole',
      'GuardForwardRole',
      'ForwardersAdministrationRole',
      'ForwardersExecutionRole',
    ];
    const apart = Object.values(from().Resources)
      .filter(({ Type }) => /^AWS::IAM::(Policy|ManagedPolicy|RolePolicy)$/.test(Type))
      .flatMap(({ Properties }) => referencesIn(Properties));
    expect(apart.filter((id) => roles.includes(id))).toEqual([]);
    for (const id of roles) expect(resource(id, from()).Properties['Policies']).toHaveLength(1);
  });

  it('an execution role that the StackSet does not wait for would be found out', () => {
    const { DependsOn, ...racing } = resource('Forwarders', from());
    const changed = { ...from(), Resources: { ...from().Resources, Forwarders: racing } };
    expect(DependsOn).toEqual(expect.arrayContaining(['ForwardersExecutionRole', 'BusPolicy']));
    expect([...neededBy('Forwarders', changed)]).not.toContain('ForwardersExecutionRole');
  });
});

describe('names', () => {
  const types = {
    'AWS::IAM::Role': 'RoleName',
    'AWS::Events::Rule': 'Name',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::CloudFormation::StackSet': 'StackSetName',
  } as const;

  /** Each name that a template gives, as `type place name`; IAM has one place, rules one for each bus too. */
  function namesIn(from: Template, region: string): string[] {
    return Object.values(from.Resources).flatMap(({ Type, Properties }) => {
      const property = Object.entries(types).find(([type]) => type === Type)?.[1];
      const name = property && Properties[property];
      if (name === undefined) return [];
      const text = typeof name === 'string' ? name : String((name as Json)['Fn::Sub']);
      const bus = Properties['EventBusName'] === undefined ? '' : '/own-bus';
      const place = Type === 'AWS::IAM::Role' ? 'everywhere' : `${region}${bus}`;
      return [`${Type} ${place} ${text.replaceAll(`\${AWS::Region}`, region)}`];
    });
  }

  const homeNames = (stage: string, home: string) =>
    namesIn(deployment(stage, home), home).map((line) => line.replace(/^AWS::\w+::/, ''));

  it.each(STAGES.flatMap((stage) => HOMES.map((home) => [stage, home] as const)))(
    'of stage %s, home %s, are these',
    (stage, home) => {
      expect(homeNames(stage, home).toSorted()).toEqual([
        `Queue ${home} root-alert-outbox-${stage}`,
        `Queue ${home} root-alert-undelivered-${stage}`,
        `Role everywhere root-alert-${stage}-${home}-forwarders`,
        `Role everywhere root-alert-${stage}-${home}-guard`,
        `Rule ${home} root-alert-${stage}`,
        `Rule ${home} root-alert-${stage}-guard`,
        `Rule ${home} root-alert-${stage}-guard-parts`,
        `Rule ${home} root-alert-${stage}-ncloud`,
        `Rule ${home} root-alert-${stage}-reconcile`,
        `Rule ${home}/own-bus root-alert-${stage}-forwarded`,
        `Rule ${home}/own-bus root-alert-${stage}-guard-forwarded`,
        `StackSet ${home} root-alert-${stage}-forwarders`,
        `StackSet ${home} root-alert-${stage}-organization`,
      ]);
      for (const inner of Object.values(stackSetTemplates(deployment(stage, home)))) {
        expect(namesIn(inner, 'us-west-2').toSorted()).toEqual([
          `AWS::Events::Rule us-west-2 root-alert-${stage}-forward-${home}`,
          `AWS::Events::Rule us-west-2 root-alert-${stage}-guard-${home}`,
          `AWS::SQS::Queue us-west-2 root-alert-unsent-${stage}-${home}`,
        ]);
      }
    },
  );

  /** All that lies in the home account, or in another, when every stage has been deployed to every home. */
  function names(where: 'home' | 'away'): string[] {
    return STAGES.flatMap((stage) =>
      HOMES.flatMap((home) => {
        const from = deployment(stage, home);
        const { Forwarders, OrganizationForwarders } = stackSetTemplates(from);
        const inner = where === 'home' ? Forwarders : OrganizationForwarders;
        const regions = where === 'home' ? except(home) : enabledByDefault;
        return [
          ...(where === 'home' ? namesIn(from, home) : []),
          ...regions.flatMap((region) => namesIn(inner as Template, region)),
        ];
      }),
    );
  }

  it.each(['home', 'away'] as const)(
    'of two stages in two home regions do not meet in the %s account',
    (where) => {
      const all = names(where);
      expect(all.length).toBeGreaterThan(4 * 2 * 16);
      expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    },
  );
});

describe('an event from elsewhere', () => {
  type Rule = { readonly State: string; readonly EventPattern: unknown };
  type Targets = { readonly Targets: readonly { readonly Id: string; readonly Arn: unknown }[] };

  function takes(rule: Rule, event: SampleEvent): boolean {
    const isRead = String(event.detail['readOnly']) === 'true';
    return (rule.State === LONG_STATE || !isRead) && matches(rule.EventPattern, event);
  }

  /** Follows an event through a forwarder and the bus, and says where it ends. */
  function journey(from: Template, stackSetId: string, event: SampleEvent): string {
    const inner = stackSetTemplates(from)[stackSetId] as Template;
    const forwarders = ['ForwardRule', 'GuardForwardRule'].map(
      (id) => resource(id, inner).Properties as Rule & Targets,
    );
    if (!forwarders.some((forwarder) => takes(forwarder, event))) return 'stops at the forwarder';

    for (const { Targets } of forwarders) {
      expect(Targets.map(({ Arn }) => Arn)).toEqual([ref('BusArn')]);
    }
    const { Parameters } = resource(stackSetId, from).Properties;
    expect(Parameters).toContainEqual({ ParameterKey: 'BusArn', ParameterValue: getAtt('Bus') });

    const rules = Object.values(from.Resources).filter(
      ({ Type, Properties }) =>
        Type === 'AWS::Events::Rule' &&
        JSON.stringify(Properties['EventBusName']) === JSON.stringify(getAtt('Bus', 'Name')),
    );
    const taking = rules.map(({ Properties }) => Properties as Rule & Targets);
    const targets = taking
      .filter((rule) => takes(rule, event))
      .flatMap(({ Targets }) => Targets.map(({ Id }) => Id));
    return targets.length === 0 ? 'stops at the bus' : targets.join(' and ');
  }

  const told = 'rootEvent and outbox';
  const stopped = 'stops at the forwarder';
  /** By the guard's rules alone: root did not do it. */
  const guarded = 'guard and outbox';
  /** By either: the ledger sees to it that it is told once. */
  const both = `${told} and ${guarded}`;

  /** Where each event of events/ ends in stage prod and in stage dev. */
  const table: Readonly<Record<string, readonly [prod: string, dev: string]>> = {
    'assume-root.json': [told, told],
    'root-access-key-cli.json': [told, told],
    'root-by-service.json': [stopped, stopped],
    'root-centralized-session.json': [told, told],
    'root-change-password.json': [told, told],
    'root-create-access-key.json': [told, told],
    'root-deactivate-mfa.json': [told, told],
    'root-drill.json': [stopped, told],
    'root-email-updated.json': [told, told],
    'root-federated-session.json': [told, told],
    'root-list-buckets.json': [told, told],
    'root-login-failed.json': [told, told],
    'root-login-mfa.json': [told, told],
    'root-login-us-east-2.json': [told, told],
    'root-login.json': [told, told],
    'root-password-recovery.json': [told, told],
    'root-stop-logging-denied.json': [both, both],
    'root-stop-logging.json': [both, both],
    'root-check-mfa.json': [told, told],
    'root-attach-admin-policy.json': [told, told],
    'root-update-trust-policy.json': [told, told],
    'root-session-token.json': [told, told],
    'root-delete-detector.json': [told, told],
    'root-delete-alarms.json': [both, both],
    'root-leave-organization-denied.json': [told, told],
    'root-security-contact.json': [told, told],
    'root-payment-method.json': [told, told],
    'root-bucket-policy.json': [told, told],
    'root-share-snapshot.json': [told, told],
    'root-open-port.json': [told, told],
    'root-read-secret.json': [told, told],
    'root-schedule-key-deletion.json': [told, told],
    'root-terminate-instances.json': [told, told],
    'root-delete-dashboard.json': [told, told],
    'root-unreadable.json': [told, told],
    'root-block-public-access.json': [told, told],
    'root-close-port.json': [told, told],
    'root-dry-run.json': [told, told],
    'root-inline-admin-policy.json': [told, told],
    'root-not-found.json': [told, told],
    'root-open-queue.json': [told, told],
    'root-parameters-omitted.json': [told, told],
    'root-run-instances.json': [told, told],
    'root-suspend-versioning.json': [told, told],
    'root-throttled.json': [told, told],
    'root-unshare-image.json': [told, told],
    'assume-root-password.json': [told, told],
    'root-agent-access-key.json': [told, told],
    'root-agent-authorized.json': [told, told],
    'root-agent-renewed.json': [told, told],
    'root-agent-tool.json': [told, told],
    'root-check-mfa-failed.json': [told, told],
    'root-cli-login.json': [told, told],
    'root-cli-login-failed.json': [told, told],
    'root-console-internal.json': [told, told],
    'root-console-link.json': [told, told],
    'root-corrected-record.json': [told, told],
    'root-data-event.json': [told, told],
    'root-external-idp-failed.json': [told, told],
    'root-late-record.json': [told, told],
    'root-login-failed-mfa.json': [told, told],
    'root-login-repost.json': [told, told],
    'root-own-password.json': [told, told],
    'root-own-password-deleted.json': [told, told],
    'root-sign-in-anomaly.json': [told, told],
    'root-unmarked-session.json': [told, told],
    'root-bedrock-api-key.json': [told, told],
    'root-close-account.json': [told, told],
    'root-create-stack.json': [told, told],
    'root-create-tags.json': [told, told],
    'root-database-password.json': [told, told],
    'root-delegated-role.json': [told, told],
    'root-read-parameter.json': [told, told],
    'root-create-theme.json': [told, told],
    'root-create-virtual-mfa.json': [told, told],
    'root-deactivate-access-key.json': [told, told],
    'root-signing-certificate.json': [told, told],
    'root-disable-key.json': [told, told],
    'root-email-requested.json': [told, told],
    'root-event-selectors.json': [both, both],
    'root-expire-objects.json': [told, told],
    'root-log-retention.json': [told, told],
    'root-login-mfa-unknown.json': [told, told],
    'root-login-unclear.json': [told, told],
    'root-password-reset.json': [told, told],
    'root-quota-increase.json': [told, told],
    'root-revoke-data-lake.json': [told, told],
    'root-share-certificate-authority.json': [told, told],
    'root-start-session.json': [told, told],
    'root-stop-database.json': [told, told],
    'root-support-plan.json': [told, told],
    'root-trusted-ips.json': [told, told],
    'root-unlock-domain.json': [told, told],
    'root-update-function-code.json': [told, told],
    // Its part is in the home region only, and so are the events of it.
    'guard-function-stopped.json': [stopped, stopped],
    'guard-webhook-stored.json': [stopped, stopped],
    // Here neither is deployed.
    'guard-api-throttled.json': [stopped, stopped],
    'guard-evidence-policy.json': [stopped, stopped],
    'guard-deployed.json': [guarded, guarded],
    'guard-trail-stopped.json': [guarded, guarded],
    'root-own-rule.json': [both, both],
    'root-drill-refused.json': [stopped, told],
    // No filter keeps it out: the function refuses it.
    'root-partner.json': [told, told],
  };

  it('of each kind that we have a sample of is in the table', () => {
    expect(Object.keys(table).toSorted()).toEqual(sampleEventFiles.toSorted());
  });

  it.each(Object.entries(table))('%s: in prod %j', (file, [prod, dev]) => {
    for (const home of HOMES) {
      for (const id of ['Forwarders', 'OrganizationForwarders']) {
        const event = readSampleEvent(file);
        expect(journey(deployment('prod', home), id, event)).toBe(prod);
        expect(journey(deployment('dev', home), id, event)).toBe(dev);
      }
    }
  });

  it('that is read-only would be lost if either rule were merely enabled', () => {
    const from = deployment('prod', 'ap-northeast-2');
    const event = readSampleEvent('root-list-buckets.json');
    const enabled = (node: object) =>
      JSON.parse(JSON.stringify(node).replaceAll(LONG_STATE, 'ENABLED'));
    const withResource = (id: string) => ({
      ...from,
      Resources: { ...from.Resources, [id]: enabled(resource(id, from)) },
    });
    expect(journey(withResource('Forwarders'), 'Forwarders', event)).toBe(stopped);
    expect(journey(withResource('ForwardedRootUseRule'), 'Forwarders', event)).toBe(
      'stops at the bus',
    );
  });
});
