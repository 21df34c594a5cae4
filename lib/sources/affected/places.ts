import type { AffectedKind } from '../../root-activity.ts';

/** Where records name one kind of resource. */
export interface Place {
  readonly kind: AffectedKind;
  /** Dotted paths in the request or, after `→`, in the response. The first that is there counts. */
  readonly paths: readonly string[];
  /** The only service whose parameters are meant, where others use the same name for something else. */
  readonly service?: string;
  /** The only events that are meant. */
  readonly events?: RegExp;
}

/**
 * CloudTrail writes the parameters of an API in lower camel case (`dBInstanceIdentifier`), and the lists of EC2
 * under `items`.
 */
export const places: readonly Place[] = [
  {
    kind: 'accessKey',
    paths: ['→accessKey.accessKeyId', '→credentials.accessKeyId', 'accessKeyId'],
  },
  {
    kind: 'credential',
    service: 'iam',
    paths: [
      '→certificate.certificateId',
      '→serviceSpecificCredential.serviceSpecificCredentialId',
      '→sSHPublicKey.sSHPublicKeyId',
      'certificateId',
      'serviceSpecificCredentialId',
      'sSHPublicKeyId',
      'serverCertificateName',
    ],
  },
  { kind: 'user', paths: ['userName'] },
  { kind: 'user', service: 'sts', paths: ['name'] },
  { kind: 'user', service: 'cognito-idp', paths: ['username'] },
  { kind: 'role', paths: ['roleName', '→role.roleName'] },
  { kind: 'role', service: 'sts', paths: ['roleArn'] },
  {
    kind: 'instanceProfile',
    paths: [
      'instanceProfileName',
      'iamInstanceProfile.name',
      'iamInstanceProfile.arn',
      ...[
        'AssociateIamInstanceProfileRequest',
        'ReplaceIamInstanceProfileAssociationRequest',
      ].flatMap((request) => [
        `${request}.IamInstanceProfile.Name`,
        `${request}.IamInstanceProfile.Arn`,
      ]),
    ],
  },
  { kind: 'alias', service: 'iam', paths: ['accountAlias'] },
  { kind: 'keyPair', service: 'ec2', paths: ['keyName', 'keyPairId'], events: /KeyPair$/ },
  { kind: 'tool', paths: ['toolName'], events: /Tool$/ },
  { kind: 'group', service: 'iam', paths: ['groupName'] },
  { kind: 'policy', paths: ['policyArn', 'policyName', 'policyId'] },
  {
    kind: 'mfaDevice',
    paths: ['serialNumber', '→virtualMFADevice.serialNumber', 'virtualMFADeviceName'],
  },
  // A credential of IAM for one service, such as a key for Bedrock.
  { kind: 'service', service: 'iam', paths: ['serviceName', 'aWSServiceName'] },
  { kind: 'service', service: 'organizations', paths: ['servicePrincipal'] },
  { kind: 'target', service: 'organizations', paths: ['targetId'] },
  { kind: 'service', service: 'servicequotas', paths: ['serviceCode'] },
  { kind: 'quota', service: 'servicequotas', paths: ['quotaCode'] },
  { kind: 'count', service: 'servicequotas', paths: ['desiredValue'] },
  { kind: 'plan', service: 'support-subscription', paths: ['supportLevel'] },
  { kind: 'plan', service: 'supportplans', paths: ['update.supportLevel', 'supportLevel'] },
  {
    kind: 'agreement',
    service: 'aws-marketplace',
    paths: ['agreementRequestId', 'agreementId', 'offerId', 'productId'],
  },
  { kind: 'model', service: 'bedrock', paths: ['modelId', 'modelArn', 'modelIdentifier'] },
  {
    kind: 'identityProvider',
    service: 'iam',
    paths: ['sAMLProviderArn', 'openIDConnectProviderArn', 'url', 'name'],
  },
  { kind: 'trail', service: 'cloudtrail', paths: ['name', 'trailName'] },
  { kind: 'resource', service: 'cloudtrail', paths: ['eventDataStore'] },
  { kind: 'recorder', paths: ['configurationRecorderName', 'configurationRecorder.name'] },
  { kind: 'detector', paths: ['detectorId'] },
  { kind: 'alarm', paths: ['alarmNames', 'alarmName'] },
  { kind: 'rule', service: 'events', paths: ['name', 'rule'], events: /Rule$|Targets$/ },
  { kind: 'logGroup', paths: ['logGroupName'] },
  { kind: 'bucket', paths: ['bucketName'] },
  {
    kind: 'snapshot',
    paths: [
      'snapshotId',
      'dBSnapshotIdentifier',
      'dBClusterSnapshotIdentifier',
      'snapshotIdentifier',
      'sourceDBSnapshotIdentifier',
      'sourceDBClusterSnapshotIdentifier',
      'sourceSnapshotId',
      '→snapshotId',
    ],
  },
  { kind: 'snapshot', service: 'rds', paths: ['sourceArn'], events: /^StartExportTask$/ },
  {
    kind: 'bucket',
    paths: ['s3BucketName', 's3Bucket'],
  },
  // RunInstances: the request says how many and of which type, and the response which these are.
  {
    kind: 'count',
    service: 'ec2',
    paths: ['instancesSet.items.maxCount', 'maxCount', 'instanceCount'],
  },
  {
    kind: 'instanceType',
    service: 'ec2',
    paths: [
      'instanceType',
      'instanceType.value',
      'launchSpecification.instanceType',
      '→instancesSet.items.instanceType',
    ],
  },
  {
    kind: 'instance',
    paths: [
      'instanceId',
      'instancesSet.items.instanceId',
      '→instancesSet.items.instanceId',
      'ModifyInstanceMetadataOptionsRequest.InstanceId',
      'AssociateIamInstanceProfileRequest.InstanceId',
      'instanceIds',
    ],
  },
  { kind: 'image', paths: ['imageId', 'instancesSet.items.imageId', 'sourceImageId', '→imageId'] },
  // Session Manager and Run Command: the machine, or the tags of the machines, on which something runs.
  { kind: 'session', service: 'ssm', paths: ['target', 'targets.values', 'sessionId'] },
  { kind: 'command', service: 'ssm', paths: ['documentName'] },
  { kind: 'command', service: 'ssm', paths: ['name'], events: /Document|Association/ },
  { kind: 'securityGroup', service: 'ec2', paths: ['groupId', 'groupName'] },
  {
    kind: 'securityGroup',
    service: 'ec2',
    paths: ['ModifySecurityGroupRulesRequest.GroupId'],
  },
  {
    kind: 'securityGroupRule',
    service: 'ec2',
    paths: ['securityGroupRuleIds.items.securityGroupRuleId', 'securityGroupRuleIds.items'],
  },
  { kind: 'networkAcl', service: 'ec2', paths: ['networkAclId'] },
  { kind: 'gateway', service: 'ec2', paths: ['internetGatewayId', 'gatewayId'] },
  {
    kind: 'destination',
    service: 'ec2',
    paths: ['destinationCidrBlock', 'destinationIpv6CidrBlock', 'destinationPrefixListId'],
  },
  { kind: 'database', paths: ['dBInstanceIdentifier', 'dBClusterIdentifier'] },
  { kind: 'database', service: 'rds', paths: ['resourceArn'], events: /ActivityStream$/ },
  { kind: 'table', paths: ['tableName'] },
  { kind: 'table', service: 'dynamodb', paths: ['tableArn', 'resourceArn'] },
  { kind: 'function', paths: ['functionName'] },
  { kind: 'key', service: 'kms', paths: ['keyId'] },
  { kind: 'secret', paths: ['secretId', 'secretIdList'] },
  { kind: 'secret', service: 'ssm', paths: ['name', 'names'], events: /Parameter/ },
  { kind: 'stack', paths: ['stackName', 'stackSetName'] },
  { kind: 'backup', paths: ['recoveryPointArn', 'backupVaultName', 'vaultName'] },
  { kind: 'repository', paths: ['repositoryName'] },
  { kind: 'topic', paths: ['topicArn', '→topicArn'] },
  { kind: 'queue', paths: ['queueUrl', 'queueName', 'queueArn'] },
  { kind: 'endpoint', service: 'sns', paths: ['endpoint'] },
  { kind: 'cluster', service: 'eks', paths: ['name', 'clusterName'] },
  { kind: 'cluster', service: 'ecs', paths: ['cluster', 'clusterName'] },
  { kind: 'path', service: 'ssm', paths: ['path'] },
  { kind: 'path', service: 's3', paths: ['key'] },
  { kind: 'domain', paths: ['hostedZoneId', 'domainName'] },
  { kind: 'domain', service: 'ses', paths: ['domain'] },
  { kind: 'contact', service: 'account', paths: ['alternateContactType'] },
  { kind: 'changedRegion', service: 'account', paths: ['regionName'] },
  {
    kind: 'account',
    paths: ['accountId', 'accountIds', 'peerOwnerId', 'delegatedAdminAccountId', 'memberAccountId'],
  },
  { kind: 'account', service: 'organizations', paths: ['target.id'], events: /^Invite/ },
  { kind: 'account', service: 'sso', paths: ['targetId'] },
  { kind: 'account', service: 'route53domains', paths: ['target'] },
  { kind: 'email', paths: ['emailAddress', 'primaryEmail'] },
  { kind: 'email', service: 'ses', paths: ['emailIdentity', 'identity'] },
  // What stands beside the name of something else.
  { kind: 'resource', service: 'route53', paths: ['changeBatch.changes.resourceRecordSet.name'] },
  { kind: 'resource', service: 'route53domains', paths: ['nameservers.name'] },
  { kind: 'resource', service: 'lambda', paths: ['eventSourceArn'] },
  { kind: 'resource', service: 'ecs', paths: ['taskDefinition', 'family', 'serviceName'] },
  { kind: 'resource', service: 's3', paths: ['name'], events: /AccessPoint/ },
  {
    kind: 'resource',
    service: 'guardduty',
    paths: [
      'name',
      'filterName',
      'ipSetId',
      'threatIntelSetId',
      'trustedEntitySetId',
      'destinationId',
    ],
  },
  {
    kind: 'resource',
    service: 'ec2',
    paths: ['vpcPeeringConnectionId', '→vpcPeeringConnection.vpcPeeringConnectionId'],
  },
  { kind: 'resource', service: 'logs', paths: ['filterName', 'logStreamName'] },
  { kind: 'resource', service: 'sso', paths: ['permissionSetArn'] },
  { kind: 'resource', service: 'identitystore', paths: ['groupId'] },
  {
    kind: 'resource',
    paths: [
      'analyzerName',
      'standardsSubscriptionArns',
      'deliveryChannelName',
      'flowLogIds',
      'DeleteFlowLogsRequest.FlowLogId.content',
      'fileSystemId',
      'volumeId',
      'clusterIdentifier',
      'routeTableId',
      'vpcId',
    ],
  },
];
