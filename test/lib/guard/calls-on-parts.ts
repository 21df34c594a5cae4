import { namedContainPolicy } from '../../../lib/contain/contain-policy.ts';
import type { Loss, PartKind } from '../../../lib/guard/part-kinds.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Service, event name, request, response. */
export type CallOnPart = readonly [string, string, Parameters, Parameters?];

interface Case {
  readonly call: CallOnPart;
  readonly kind: PartKind;
  readonly name: string;
  readonly loss: Loss;
}

const home = 'ap-northeast-2:111122223333';
const lambdaArn = (key: string) => `arn:aws:lambda:${home}:function:root-alert-prod-${key}`;
const queueUrl = (name: string) => `https://sqs.ap-northeast-2.amazonaws.com/111122223333/${name}`;
const topicArn = `arn:aws:sns:${home}:root-alert-ops-prod`;
const tableArn = `arn:aws:dynamodb:${home}:table/root-alert-ledger-prod`;
const stackArn = `arn:aws:cloudformation:${home}:stack/root-alert-prod/0a1b2c3d-0000`;
const secretArn = `arn:aws:secretsmanager:${home}:secret:root-alert/prod/webhook-AbC1dE`;
const busArn = `arn:aws:events:${home}:event-bus/root-alert-prod`;
const rule = 'root-alert-prod';
/** As API Gateway made it. */
export const apiId = 'a1b2c3d4e5';
const bucketName = 'root-alert-prod-evidencebucket-k3v9x2m7q1ab';
const outboxRole = 'root-alert-prod-OutboxRole-1ABCDEFGHIJKL';

const on =
  (kind: PartKind, name: string, loss: Loss) =>
  (...call: CallOnPart): Case => ({ call, kind, name, loss });

const rootEvent = on('function', 'root-alert-prod-rootEvent', 'atOnce');
const outbox = on('function', 'root-alert-prod-outbox', 'later');
const guard = on('function', 'root-alert-prod-guard', 'guard');
const reconcile = on('function', 'root-alert-prod-reconcile', 'lookBack');
const homeRule = on('rule', rule, 'home');
const guardRule = on('rule', 'root-alert-prod-guard', 'guard');
const forwarder = on('rule', 'root-alert-prod-forward-ap-northeast-2', 'region');
const bus = on('bus', 'root-alert-prod', 'elsewhere');
const outboxQueue = on('queue', 'root-alert-outbox-prod', 'later');
const undelivered = on('queue', 'root-alert-undelivered-prod', 'kept');
const unsent = on('queue', 'root-alert-unsent-prod-ap-northeast-2', 'kept');
const opsTopic = on('topic', 'root-alert-ops-prod', 'opsMail');
const alarmTopic = on('topic', 'root-alert', 'alarmRoute');
const table = on('table', 'root-alert-ledger-prod', 'ledger');
const webhook = on('secret', 'root-alert/prod/webhook', 'rooms');
const ncloud = on('secret', 'root-alert/prod/ncloud', 'ncloud');
const log = on('logGroup', '/aws/lambda/root-alert-prod-reconcile', 'logs');
const alive = on('alarm', 'root-alert-prod-alive', 'opsMail');
const alarm = on('alarm', 'root-alert', 'alarmRoute');
const stack = on('stack', 'root-alert-prod', 'everything');
const forwarders = on('stackSet', 'root-alert-prod-forwarders', 'elsewhere');
const api = on('api', apiId, 'answers');
const bucket = on('bucket', bucketName, 'evidence');

/** Calls on each part, by each way in which AWS lets it be named. */
export const callsOnParts: readonly Case[] = [
  rootEvent('lambda', 'UpdateFunctionCode20150331v2', { functionName: lambdaArn('rootEvent') }),
  rootEvent('lambda', 'UpdateFunctionCode20150331v2', {
    functionName: `${lambdaArn('rootEvent')}:$LATEST`,
  }),
  rootEvent('lambda', 'UpdateFunctionConfiguration20150331v2', {
    functionName: '111122223333:function:root-alert-prod-rootEvent',
  }),
  rootEvent('lambda', 'PutFunctionConcurrency20171031', {
    functionName: 'root-alert-prod-rootEvent',
    reservedConcurrentExecutions: 0,
  }),
  rootEvent('lambda', 'DeleteFunction20150331', { functionName: 'root-alert-prod-rootEvent' }),
  rootEvent('lambda', 'RemovePermission20150331v2', {
    functionName: 'root-alert-prod-rootEvent',
    statementId: 'x',
  }),
  rootEvent('lambda', 'AddPermission20150331v2', { functionName: 'root-alert-prod-rootEvent' }),
  rootEvent('lambda', 'PutFunctionEventInvokeConfig', {
    functionName: 'root-alert-prod-rootEvent:$LATEST',
  }),
  // The response has the name, however the request spelled it.
  rootEvent(
    'lambda',
    'UpdateFunctionCode20150331v2',
    { functionName: `ap-northeast-2:111122223333:function:root-alert-prod-rootEvent:live` },
    { functionName: 'root-alert-prod-rootEvent', functionArn: lambdaArn('rootEvent') },
  ),
  outbox('lambda', 'UpdateEventSourceMapping20150331', {
    functionName: 'root-alert-prod-outbox',
    enabled: false,
  }),
  outbox(
    'lambda',
    'DeleteEventSourceMapping20150331',
    { uUID: 'a8b1' },
    {
      functionArn: lambdaArn('outbox'),
      eventSourceArn: `arn:aws:sqs:${home}:root-alert-outbox-prod`,
    },
  ),
  guard('lambda', 'PutFunctionConcurrency20171031', { functionName: 'root-alert-prod-guard' }),
  reconcile('lambda', 'DeleteFunctionEventInvokeConfig', {
    functionName: 'root-alert-prod-reconcile',
  }),
  rootEvent('lambda', 'AddPermission20150331v2', {
    functionName: 'root-alert-prod-rootEvent',
    principal: '*',
  }),
  rootEvent('lambda', 'RemovePermission20150331v2', {
    functionName: lambdaArn('rootEvent'),
    statementId: 'x',
  }),
  rootEvent('lambda', 'UpdateFunctionConfiguration20150331v2', {
    functionName: 'root-alert-prod-rootEvent',
    layers: ['arn:aws:lambda:eu-west-1:999999999999:layer:theirs:1'],
  }),
  rootEvent('lambda', 'PutFunctionEventInvokeConfig', {
    functionName: lambdaArn('rootEvent'),
    maximumEventAgeInSeconds: 60,
  }),
  rootEvent('lambda', 'PutRuntimeManagementConfig', { functionName: lambdaArn('rootEvent') }),
  rootEvent('lambda', 'PutFunctionCodeSigningConfig20200630', {
    functionName: 'root-alert-prod-rootEvent',
  }),
  rootEvent('lambda', 'CreateFunctionUrlConfig', { functionName: 'root-alert-prod-rootEvent' }),
  rootEvent('lambda', 'DeleteFunction20150331', { functionName: 'root-alert-prod-rootEvent' }),
  outbox(
    'lambda',
    'UpdateEventSourceMapping20150331',
    { uUID: 'a8b1', enabled: false },
    {
      functionArn: lambdaArn('outbox'),
      eventSourceArn: `arn:aws:sqs:${home}:root-alert-outbox-prod`,
    },
  ),
  outboxQueue('pipes', 'CreatePipe', {
    name: 'theirs',
    source: `arn:aws:sqs:${home}:root-alert-outbox-prod`,
  }),
  bus('events', 'UpdateEventBus', { name: 'root-alert-prod', kmsKeyIdentifier: 'theirs' }),
  // Its key encrypts the patterns and targets of the rules on it.
  on('bus', 'default', 'region')('events', 'UpdateEventBus', {
    name: 'default',
    kmsKeyIdentifier: 'theirs',
  }),
  outboxQueue('sqs', 'SetQueueAttributes', {
    queueUrl: queueUrl('root-alert-outbox-prod'),
    attributes: { RedrivePolicy: '{"maxReceiveCount":1}' },
  }),
  outboxQueue('sqs', 'RemovePermission', { queueUrl: queueUrl('root-alert-outbox-prod') }),
  opsTopic('sns', 'PutDataProtectionPolicy', { resourceArn: topicArn }),
  opsTopic('sns', 'RemovePermission', { topicArn }),
  opsTopic('sns', 'SetSubscriptionAttributes', {
    subscriptionArn: `${topicArn}:6b0e71bd`,
    attributeName: 'FilterPolicy',
  }),
  table('dynamodb', 'DeleteResourcePolicy', { resourceArn: tableArn }),
  table('dynamodb', 'UpdateContinuousBackups', { tableName: 'root-alert-ledger-prod' }),
  webhook('secretsmanager', 'RotateSecret', { secretId: secretArn, rotationLambdaARN: 'theirs' }),
  webhook('secretsmanager', 'CancelRotateSecret', { secretId: 'root-alert/prod/webhook' }),
  webhook('secretsmanager', 'ReplicateSecretToRegions', { secretId: secretArn }),
  log('logs', 'AssociateKmsKey', { logGroupName: '/aws/lambda/root-alert-prod-reconcile' }),
  on('logGroup', 'aws-cloudtrail-logs', 'alarmRoute')('logs', 'PutMetricFilter', {
    logGroupName: 'aws-cloudtrail-logs',
    filterName: 'x',
  }),
  alive('monitoring', 'PutCompositeAlarm', { alarmName: 'root-alert-prod-alive' }),
  stack('cloudformation', 'CancelUpdateStack', { stackName: 'root-alert-prod' }),
  stack('cloudformation', 'UpdateTerminationProtection', {
    stackName: stackArn,
    enableTerminationProtection: false,
  }),
  forwarders('cloudformation', 'StopStackSetOperation', {
    stackSetName: 'root-alert-prod-forwarders',
  }),
  on('role', outboxRole, 'later')('iam', 'PutRolePermissionsBoundary', { roleName: outboxRole }),
  on('role', outboxRole, 'later')('iam', 'DetachRolePolicy', { roleName: outboxRole }),
  homeRule('events', 'DisableRule', { name: rule }),
  homeRule('events', 'DeleteRule', { name: rule, force: true }),
  homeRule('events', 'PutRule', { name: rule, state: 'ENABLED' }),
  homeRule('events', 'RemoveTargets', { rule, ids: ['rootEvent'] }),
  homeRule('events', 'PutTargets', { rule, targets: [] }),
  guardRule('events', 'DeleteRule', { name: 'root-alert-prod-guard' }),
  guardRule('events', 'RemoveTargets', { rule: 'root-alert-prod-guard', ids: ['guard'] }),
  on('rule', 'root-alert-prod-guard-parts', 'guard')('events', 'DisableRule', {
    name: 'root-alert-prod-guard-parts',
  }),
  on('rule', 'root-alert-prod-forwarded', 'elsewhere')('events', 'DisableRule', {
    name: 'root-alert-prod-forwarded',
    eventBusName: 'root-alert-prod',
  }),
  on('rule', 'root-alert-prod-reconcile', 'lookBack')('events', 'DisableRule', {
    name: 'root-alert-prod-reconcile',
  }),
  forwarder('events', 'RemoveTargets', { rule: 'root-alert-prod-forward-ap-northeast-2' }),
  bus('events', 'DeleteEventBus', { name: 'root-alert-prod' }),
  bus('events', 'RemovePermission', { statementId: 'account', eventBusName: 'root-alert-prod' }),
  bus('events', 'PutPermission', { eventBusName: busArn }),
  // A stranger's rule on our bus.
  bus('events', 'PutRule', { name: 'other', eventBusName: 'root-alert-prod' }),
  outboxQueue('sqs', 'SetQueueAttributes', { queueUrl: queueUrl('root-alert-outbox-prod') }),
  outboxQueue('sqs', 'PurgeQueue', { queueUrl: queueUrl('root-alert-outbox-prod') }),
  outboxQueue('sqs', 'DeleteQueue', {
    queueUrl: 'https://ap-northeast-2.queue.amazonaws.com/111122223333/root-alert-outbox-prod',
  }),
  outboxQueue('sqs', 'AddPermission', { queueUrl: queueUrl('root-alert-outbox-prod') }),
  undelivered('sqs', 'PurgeQueue', { queueUrl: queueUrl('root-alert-undelivered-prod') }),
  undelivered('sqs', 'StartMessageMoveTask', {
    sourceArn: `arn:aws:sqs:${home}:root-alert-undelivered-prod`,
  }),
  unsent('sqs', 'DeleteQueue', { queueUrl: queueUrl('root-alert-unsent-prod-ap-northeast-2') }),
  // A stranger's function that takes what lies in the outbox.
  outboxQueue('lambda', 'CreateEventSourceMapping20150331', {
    functionName: 'other',
    eventSourceArn: `arn:aws:sqs:${home}:root-alert-outbox-prod`,
  }),
  opsTopic('sns', 'DeleteTopic', { topicArn }),
  opsTopic('sns', 'SetTopicAttributes', { topicArn, attributeName: 'Policy' }),
  opsTopic('sns', 'Subscribe', { topicArn, protocol: 'email' }),
  opsTopic('sns', 'Unsubscribe', { subscriptionArn: `${topicArn}:6b0e71bd` }),
  opsTopic('sns', 'SetSubscriptionAttributes', { subscriptionArn: `${topicArn}:6b0e71bd` }),
  alarmTopic('sns', 'DeleteTopic', { topicArn: `arn:aws:sns:${home}:root-alert` }),
  table('dynamodb', 'DeleteTable', { tableName: 'root-alert-ledger-prod' }),
  table('dynamodb', 'UpdateTable', { tableName: tableArn }),
  table('dynamodb', 'UpdateTimeToLive', { tableName: 'root-alert-ledger-prod' }),
  table('dynamodb', 'PutResourcePolicy', { resourceArn: tableArn }),
  table('dynamodb', 'DeleteItem', { tableName: 'root-alert-ledger-prod' }),
  webhook('secretsmanager', 'PutSecretValue', { secretId: 'root-alert/prod/webhook' }),
  webhook('secretsmanager', 'DeleteSecret', { secretId: secretArn }),
  webhook('secretsmanager', 'UpdateSecretVersionStage', { secretId: secretArn.slice(0, -7) }),
  webhook('secretsmanager', 'PutResourcePolicy', { secretId: 'root-alert/prod/webhook' }),
  ncloud('secretsmanager', 'UpdateSecret', { secretId: 'root-alert/prod/ncloud' }),
  log('logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/root-alert-prod-reconcile' }),
  log('logs', 'PutRetentionPolicy', {
    logGroupName: '/aws/lambda/root-alert-prod-reconcile',
    retentionInDays: 1,
  }),
  log('logs', 'PutSubscriptionFilter', { logGroupName: '/aws/lambda/root-alert-prod-reconcile' }),
  log('logs', 'PutDataProtectionPolicy', {
    logGroupIdentifier: `arn:aws:logs:${home}:log-group:/aws/lambda/root-alert-prod-reconcile:*`,
  }),
  on('logGroup', 'aws-cloudtrail-logs', 'alarmRoute')('logs', 'DeleteMetricFilter', {
    logGroupName: 'aws-cloudtrail-logs',
    filterName: 'x',
  }),
  alive('monitoring', 'DisableAlarmActions', { alarmNames: ['other', 'root-alert-prod-alive'] }),
  alive('monitoring', 'PutMetricAlarm', { alarmName: 'root-alert-prod-alive' }),
  alarm('monitoring', 'DeleteAlarms', { alarmNames: ['root-alert'] }),
  alarm('monitoring', 'SetAlarmState', { alarmName: 'root-alert', stateValue: 'OK' }),
  alarm('monitoring', 'PutAlarmMuteRule', {
    name: 'quiet',
    muteTargets: { alarmNames: ['root-alert'] },
  }),
  on('dashboard', 'root-alert-prod', 'dashboard')('monitoring', 'DeleteDashboards', {
    dashboardNames: ['root-alert-prod'],
  }),
  stack('cloudformation', 'DeleteStack', { stackName: 'root-alert-prod' }),
  stack('cloudformation', 'UpdateStack', { stackName: stackArn }),
  stack('cloudformation', 'SetStackPolicy', { stackName: stackArn }),
  forwarders('cloudformation', 'DeleteStackInstances', {
    stackSetName: 'root-alert-prod-forwarders:0a1b2c3d',
  }),
  on('stackSet', 'root-alert-prod-organization', 'elsewhere')('cloudformation', 'DeleteStackSet', {
    stackSetName: 'root-alert-prod-organization',
  }),
  on('stack', 'StackSet-root-alert-prod-forwarders-0a1b2c3d', 'region')(
    'cloudformation',
    'DeleteStack',
    { stackName: 'StackSet-root-alert-prod-forwarders-0a1b2c3d' },
  ),
  on('role', outboxRole, 'later')('iam', 'PutRolePolicy', { roleName: outboxRole }),
  on('role', outboxRole, 'later')('iam', 'AttachRolePolicy', { roleName: outboxRole }),
  on('role', outboxRole, 'later')('iam', 'UpdateAssumeRolePolicy', { roleName: outboxRole }),
  on('role', 'root-alert-prod-GuardRole-1ABC', 'guard')('iam', 'DeleteRolePolicy', {
    roleName: 'root-alert-prod-GuardRole-1ABC',
  }),
  on('role', 'root-alert-prod-ap-northeast-2-guard', 'guard')('iam', 'DeleteRole', {
    roleName: 'root-alert-prod-ap-northeast-2-guard',
  }),
  on('role', 'root-alert-prod-Reconcile-apnortheast2', 'lookBack')('iam', 'DetachRolePolicy', {
    roleName: 'root-alert-prod-Reconcile-apnortheast2',
  }),
  on('role', 'root-alert-prod-ForwardRole-1ABC', 'elsewhere')('iam', 'DeleteRolePolicy', {
    roleName: 'root-alert-prod-ForwardRole-1ABC',
  }),
  on('role', 'root-alert-prod-ap-northeast-2-forwarders', 'elsewhere')('iam', 'CreateRole', {
    roleName: 'root-alert-prod-ap-northeast-2-forwarders',
  }),
  // By the paths of API Gateway's API reference, version 2, of which CloudTrail names the parameters alike.
  api('apigateway', 'DeleteApi', { apiId }),
  api('apigateway', 'UpdateApi', { apiId, disableExecuteApiEndpoint: true }),
  api('apigateway', 'ReimportApi', { apiId, body: '{}' }),
  api('apigateway', 'UpdateStage', {
    apiId,
    stageName: '$default',
    defaultRouteSettings: { throttlingRateLimit: 0 },
  }),
  api('apigateway', 'DeleteRouteSettings', { apiId, stageName: '$default', routeKey: 'GET /x' }),
  api('apigateway', 'DeleteStage', { apiId, stageName: '$default' }),
  api('apigateway', 'CreateRoute', { apiId, routeKey: 'GET /x' }),
  api('apigateway', 'UpdateRoute', { apiId, routeId: 'x1y2z3', authorizationType: 'AWS_IAM' }),
  api('apigateway', 'DeleteRoute', { apiId, routeId: 'x1y2z3' }),
  api('apigateway', 'UpdateIntegration', { apiId, integrationId: 'i1', integrationUri: 'theirs' }),
  api('apigateway', 'DeleteIntegration', { apiId, integrationId: 'i1' }),
  api('apigateway', 'CreateAuthorizer', { apiId, authorizerType: 'REQUEST' }),
  api('apigateway', 'CreateDeployment', { apiId }),
  // A domain of theirs that leads to our page.
  api('apigateway', 'CreateApiMapping', { domainName: 'answers.example.com', apiId, stage: 'x' }),
  bucket('s3', 'PutBucketPolicy', { bucketName, bucketPolicy: { Statement: [] }, policy: '' }),
  bucket('s3', 'DeleteBucketPolicy', { bucketName, policy: '' }),
  bucket('s3', 'PutBucketObjectLockConfiguration', { bucketName, 'object-lock': '' }),
  bucket('s3', 'PutBucketVersioning', { bucketName, versioning: '' }),
  bucket('s3', 'PutBucketEncryption', { bucketName, encryption: '' }),
  bucket('s3', 'DeleteBucketEncryption', { bucketName, encryption: '' }),
  bucket('s3', 'PutBucketPublicAccessBlock', { bucketName, publicAccessBlock: '' }),
  bucket('s3', 'DeleteBucketPublicAccessBlock', { bucketName, publicAccessBlock: '' }),
  bucket('s3', 'PutBucketOwnershipControls', { bucketName, ownershipControls: '' }),
  bucket('s3', 'PutBucketLifecycle', { bucketName, lifecycle: '' }),
  bucket('s3', 'PutBucketReplication', { bucketName, replication: '' }),
  bucket('s3', 'DeleteBucket', { bucketName }),
  // Of the longest stage CloudFormation cuts the logical id, and an earlier stack may have left its own.
  on('bucket', 'root-alert-prod-evidencebuc-0123456789ab', 'evidence')('s3', 'DeleteBucket', {
    bucketName: 'root-alert-prod-evidencebuc-0123456789ab',
  }),
  on('function', 'root-alert-prod-evidence', 'evidence')('lambda', 'DeleteFunction20150331', {
    functionName: 'root-alert-prod-evidence',
  }),
  on('rule', 'root-alert-prod-evidence', 'evidence')('events', 'DisableRule', {
    name: 'root-alert-prod-evidence',
  }),
];

/** Calls that only look as if they were about us. */
const contained = namedContainPolicy({
  kind: 'session',
  accountId: '444455556666',
  sessionArn: 'arn:aws:signin:us-east-1:444455556666:session/3f6c0a52',
});

/** What `npm run contain` calls is told by itself, and changes no part of ours. */
const callsOfContain: readonly CallOnPart[] = [
  ['organizations', 'CreatePolicy', { ...contained, type: 'SERVICE_CONTROL_POLICY' }],
  ['organizations', 'AttachPolicy', { policyId: 'p-abcdefgh', targetId: '444455556666' }],
  ['organizations', 'DetachPolicy', { policyId: 'p-abcdefgh', targetId: '444455556666' }],
  ['organizations', 'DeletePolicy', { policyId: 'p-abcdefgh' }],
];

export const elsewhere: readonly CallOnPart[] = [
  ...callsOfContain,
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'payments' }],
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'root-alert-dev-rootEvent' }],
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'root-alert-prod-eu-rootEvent' }],
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'my-root-alert-prod-rootEvent' }],
  ['lambda', 'CreateFunction20150331', { description: 'root-alert-prod-rootEvent' }],
  ['events', 'PutRule', { name: 'root-alert-notification' }],
  ['events', 'PutTargets', { rule: 'other', targets: [{ arn: lambdaArn('rootEvent') }] }],
  ['sqs', 'PurgeQueue', { queueUrl: queueUrl('root-alert-outbox-dev') }],
  ['sns', 'DeleteTopic', { topicArn: `${topicArn}-eu` }],
  ['dynamodb', 'DeleteTable', { tableName: 'root-alert-ledger-prod2' }],
  ['secretsmanager', 'PutSecretValue', { secretId: 'root-alert/dev/webhook' }],
  ['logs', 'PutSubscriptionFilter', { logGroupName: 'aws-cloudtrail-logs' }],
  ['logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/root-alert-dev-outbox' }],
  // Somebody's own alarm that mails by our topic.
  ['monitoring', 'PutMetricAlarm', { alarmName: 'billing', alarmActions: [topicArn] }],
  ['cloudformation', 'UpdateStack', { stackName: 'root-alert-dev' }],
  ['cloudformation', 'UpdateStack', { stackName: 'payments', templateBody: 'root-alert-prod' }],
  ['iam', 'PutRolePolicy', { roleName: 'root-alert-dev-OutboxRole-1ABC' }],
  ['iam', 'CreateRole', { roleName: 'Admin', description: outboxRole }],
  ['cloudtrail', 'CreateTrail', { name: 'main' }],
  ['organizations', 'UpdatePolicy', { policyId: 'p-1', content: '{}' }],
  ['organizations', 'DisableAWSServiceAccess', { servicePrincipal: 'ram.amazonaws.com' }],
  ['pipes', 'CreatePipe', { name: 'x', source: `arn:aws:sqs:${home}:payments` }],
  ['events', 'UpdateEventBus', { name: 'payments' }],
  ['apigateway', 'DeleteApi', { apiId: 'f6g7h8i9j0' }],
  ['apigateway', 'CreateApi', { name: 'root-alert-prod-respond', protocolType: 'HTTP' }],
  ['appsync', 'DeleteApi', { apiId }],
  ['s3', 'DeleteBucketPolicy', { bucketName: 'payments-evidence' }],
  ['s3', 'DeleteBucketPolicy', { bucketName: 'root-alert-dev-evidencebucket-k3v9x2m7q1ab' }],
  ['s3', 'PutBucketPolicy', { bucketName: 'root-alert-prod-serverlessdeploymentbucket-1ab' }],
  ['s3', 'PutBucketLogging', { bucketName: 'other', target: bucketName }],
  ['ecr', 'CreateRepository', { repositoryName: 'root-alert-prod' }],
];
