import { groupBy } from '../../lib/group-by.ts';
import { actionsByType, frameworkActions } from './actions-by-type.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

/** Calls that do without: what they would read is then not told, and nothing fails. */
const optional: readonly string[] = [
  // Only for what is wrong with the value of a secret, which reconcile tells within 15 minutes, too.
  'secretsmanager:GetSecretValue',
  // AWS asks nobody for a permission to this one.
  'sts:GetCallerIdentity',
];

/** What AWS asks for beside the call itself. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'sqs:StartMessageMoveTask': ['sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
  // By a delegated administrator of an organization.
  'cloudformation:ListStackInstances': ['organizations:ListDelegatedAdministrators'],
};

/**
 * Actions of the services below that know no resource, or none that has a name of ours. A test holds it to AWS's Service
 * Authorization Reference.
 */
const withoutResource: readonly string[] = [
  'cloudformation:CreateStackSet',
  'cloudformation:GetTemplateSummary',
  'cloudformation:ValidateTemplate',
  'cloudwatch:DescribeAlarms',
  'events:PutPermission',
  'events:RemovePermission',
  'kms:CreateKey',
  'lambda:CreateEventSourceMapping',
  'lambda:DeleteEventSourceMapping',
  'lambda:GetEventSourceMapping',
  'lambda:UpdateEventSourceMapping',
  // The trail's log group has a name of yours.
  'logs:DeleteMetricFilter',
  'logs:DescribeLogGroups',
  'logs:DescribeMetricFilters',
  'logs:PutMetricFilter',
  'secretsmanager:GetRandomPassword',
];

const at = (service: string, ...resources: string[]): string[] =>
  resources.map((resource) => `arn:aws:${service}:*:*:${resource}`);

/** What the names of a deployment begin with. A service that is not here knows no resource of ours. */
const resourcesOf: Readonly<Record<string, readonly string[]>> = {
  // API Gateway gives an API an id of its own.
  apigateway: ['', '/*']
    .map((rest) => `arn:aws:apigateway:*::/apis${rest}`)
    .concat('arn:aws:apigateway:*::/tags/*'),
  cloudformation: at(
    'cloudformation',
    'stack/root-alert-*/*',
    'stackset/root-alert-*:*',
    'stackset-target/root-alert-*:*',
    'type/resource/*',
  ),
  cloudwatch: at('cloudwatch', 'alarm:root-alert*').concat(
    'arn:aws:cloudwatch::*:dashboard/root-alert-*',
  ),
  dynamodb: at('dynamodb', 'table/root-alert-ledger-*'),
  events: at('events', 'event-bus/root-alert-*', 'rule/root-alert-*'),
  iam: ['arn:aws:iam::*:role/root-alert-*'],
  kms: at('kms', 'key/*'),
  lambda: at('lambda', 'function:root-alert-*'),
  logs: at('logs', 'log-group:/aws/lambda/root-alert-*'),
  s3: ['arn:aws:s3:::root-alert-*', 'arn:aws:s3:::root-alert-*/*'],
  secretsmanager: at('secretsmanager', 'secret:root-alert/*'),
  sns: at('sns', 'root-alert*'),
  sqs: at('sqs', 'root-alert-*'),
};

/**
 * The IAM policy of whoever deploys root-alert and runs its commands, in every region, for every stage.
 *
 * @param types of the resources in the template
 * @param calls that the plugin and the commands make, as `service:Operation`
 * @throws {Error} for a type of resource that nobody said the actions of
 */
export function deployerPolicy(types: readonly string[], calls: readonly string[]): object {
  const ofTypes = types.flatMap((type) => {
    const actions = actionsByType[type];
    if (actions === undefined) throw new Error(`actions-by-type.ts says nothing of ${type}`);
    return actions;
  });
  const made = [...ofTypes, ...frameworkActions, ...calls];
  const actions = [...new Set([...made, ...made.flatMap((call) => besides[call] ?? [])])]
    .filter((action) => !optional.includes(action))
    .toSorted();
  return { Version: '2012-10-17', Statement: [...named(actions), ...special(actions)] };
}

/** The IAM policy of whoever may open and close windows for planned work, for every stage: `npm run planned`. */
export function plannedPolicy(): object {
  const statement: Statement = {
    Sid: 'Planned',
    Effect: 'Allow',
    Action: ['lambda:InvokeFunction'],
    Resource: at('lambda', 'function:root-alert-*-planned'),
  };
  return { Version: '2012-10-17', Statement: [statement] };
}

const specialActions = ['events:PutEvents', 'iam:PassRole', 'lambda:InvokeFunction'];

function named(actions: readonly string[]): Statement[] {
  const isEverywhere = (action: string): boolean =>
    withoutResource.includes(action) || resourcesOf[serviceOf(action)] === undefined;
  const ordinary = actions.filter((action) => !specialActions.includes(action));
  const everywhere = ordinary.filter(isEverywhere);
  const ofOurNames = ordinary.filter((action) => !isEverywhere(action));
  return [
    ...groupBy(ofOurNames, serviceOf).map((list): Statement => {
      const service = serviceOf(list[0] ?? '');
      return {
        Sid: sidOf(service),
        Effect: 'Allow',
        Action: list,
        Resource: resourcesOf[service] ?? [],
      };
    }),
    { Sid: 'WithoutResource', Effect: 'Allow', Action: everywhere, Resource: ['*'] },
  ];
}

/** What is allowed on a condition only. */
function special(actions: readonly string[]): Statement[] {
  const statements: Statement[] = [
    {
      Sid: 'PassRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: resourcesOf['iam'] ?? [],
      Condition: {
        StringEquals: {
          'iam:PassedToService': ['cloudformation.amazonaws.com', 'lambda.amazonaws.com'],
        },
      },
    },
    {
      Sid: 'Drill',
      Effect: 'Allow',
      Action: ['events:PutEvents'],
      Resource: at('events', 'event-bus/default'),
      Condition: { StringLike: { 'events:source': 'root-alert.drill.*' } },
    },
    {
      // Of no other function: who may open windows for planned work is for somebody else to say (plannedPolicy).
      Sid: 'DrillFunctions',
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: at(
        'lambda',
        'function:root-alert-*-ncloudActivity',
        'function:root-alert-*-reconcile',
      ),
    },
  ];
  return statements.filter(({ Action }) => Action.every((action) => actions.includes(action)));
}

function serviceOf(action: string): string {
  return action.split(':', 1)[0] ?? '';
}

function sidOf(service: string): string {
  return `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
}
