/** The parts of a CloudFormation template that are read here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown } | undefined>>;
  readonly Resources?: Readonly<Record<string, TemplateResource | undefined>>;
}

interface TemplateResource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Something of a deployment that the next one takes away. */
export interface Going {
  /** What goes, as the beginning of a sentence. */
  readonly what: string;
  /** The parameters that gave it, if any did. */
  readonly parameters: readonly string[];
  /** `flag`: it goes only if that is asked for. `flagIfSet`: only if this secret has a value. */
  readonly needs?: 'flag' | 'flagIfSet';
  readonly secretId?: string;
}

/** Resources that stand for what a parameter gave, by their logical ids. */
const given: Readonly<Record<string, Omit<Going, 'secretId'>>> = {
  OrganizationForwarders: {
    what: 'the forwarders of the organization, in every account',
    parameters: ['organizationId', 'organizationalUnits'],
    needs: 'flag',
  },
  NcloudActivityLambdaFunction: { what: 'the watch on Naver Cloud', parameters: ['ncloud'] },
  RespondLambdaFunction: {
    what: 'the page for answers, to which links in earlier alerts lead',
    parameters: ['respond'],
  },
  RootUsageAlarm: {
    what: 'the alarm on root use, with its metric filter',
    parameters: ['trailLogGroup'],
  },
  AlarmTopic: {
    what: 'the topic of that alarm, with its subscriptions',
    // It goes because a parameter is given: alarmTopicArn.
    parameters: [],
  },
};

/**
 * What a deployment takes away of the one before, because a parameter is no longer given, or says less. Every secret, table and
 * queue counts, whichever version of root-alert made it.
 *
 * @param deployed template as CloudFormation has it
 * @param next template that is about to be deployed
 */
export function whatGoes(deployed: Template, next: Template): Going[] {
  const goneIds = Object.keys(deployed.Resources ?? {}).filter((id) => !next.Resources?.[id]);
  return [
    ...goneIds.flatMap((id) => given[id] ?? storeThatGoes(deployed.Resources?.[id])),
    ...opsEmailThatGoes(deployed, next),
    ...unitsThatGo(deployed, next),
    ...regionsThatGo(deployed, next),
    ...settingsThatGo(deployed, next),
  ];
}

const stores: Readonly<Record<string, string | undefined>> = {
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
};

/** What holds something that nobody can make again. */
function storeThatGoes({ Type = '', Properties = {} }: TemplateResource = {}): Going[] {
  const nameKey = stores[Type];
  if (nameKey === undefined) return [];
  const name = Properties[nameKey];
  const kind = Type.split('::')[2]?.toLowerCase();
  const what = `the ${kind} ${typeof name === 'string' ? name : ''}, with what is in it`;
  if (kind !== 'secret' || typeof name !== 'string')
    return [{ what, parameters: [], needs: 'flag' }];
  const parameters = ['ncloud', 'respond'].filter((one) => name.endsWith(`/${one}`));
  return [{ what, parameters, needs: 'flagIfSet', secretId: name }];
}

function opsEmailThatGoes(deployed: Template, next: Template): Going[] {
  const before = deployed.Parameters?.['OpsEmailAddress']?.Default;
  const after = next.Parameters?.['OpsEmailAddress']?.Default;
  if (typeof before !== 'string' || before === '' || after === before) return [];
  return [
    { what: `the subscription of ${before} to problems of root-alert`, parameters: ['opsEmail'] },
  ];
}

function unitsThatGo(deployed: Template, next: Template): Going[] {
  const after = groupOf(next, 'OrganizationForwarders');
  if (after === undefined) return [];
  const gone = without(groupOf(deployed, 'OrganizationForwarders')?.units, after.units);
  if (gone.length === 0) return [];
  return [
    {
      what: `the forwarders of the accounts in ${gone.join(', ')}`,
      parameters: ['organizationalUnits'],
      needs: 'flag',
    },
  ];
}

function regionsThatGo(deployed: Template, next: Template): Going[] {
  const before = groupOf(deployed, 'Forwarders')?.regions;
  const gone = without(before, groupOf(next, 'Forwarders')?.regions ?? []);
  if (gone.length === 0) return [];
  return [{ what: `the forwarders in ${gone.join(', ')}`, parameters: ['forwardRegions'] }];
}

function without(before: readonly string[] = [], after: readonly string[]): string[] {
  return before.filter((item) => !after.includes(item));
}

/** The regions and the organizational units of a StackSet. */
function groupOf(
  { Resources }: Template,
  id: string,
): { readonly regions: string[]; readonly units: string[] } | undefined {
  const groups = Resources?.[id]?.Properties?.['StackInstancesGroup'];
  if (!Array.isArray(groups)) return undefined;
  const texts = (values: unknown): string[] =>
    Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
  return {
    regions: groups.flatMap((group) => texts(Object(group).Regions)),
    units: groups.flatMap((group) =>
      texts(Object(Object(group).DeploymentTargets).OrganizationalUnitIds),
    ),
  };
}

/** Settings of the functions that have no default but nothing, by the parameter. */
const settings: Readonly<Record<string, string>> = {
  ACCOUNTS: 'accounts',
  RUNBOOK_URL: 'runbookUrl',
  BOT_ICON: 'botIcon',
  ALARM_SUBJECTS: 'alarmSubjects',
  WEBHOOK_EXTRA_HOSTS: 'webhookExtraHosts',
  TRAIL_LOG_GROUP: 'trailLogGroup',
};

function settingsThatGo(deployed: Template, next: Template): Going[] {
  const before = environmentOf(deployed);
  const after = environmentOf(next);
  return Object.entries(settings).flatMap(([variable, parameter]) =>
    before[variable] && after[variable] === ''
      ? [{ what: `the setting ${parameter}`, parameters: [parameter] }]
      : [],
  );
}

function environmentOf({ Resources }: Template): Readonly<Record<string, unknown>> {
  const { Environment } = Object(Resources?.['RootEventLambdaFunction']?.Properties);
  return Object(Object(Environment).Variables);
}
