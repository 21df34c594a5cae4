import type { AffectedKind } from '../../root-activity.ts';

/** Where records name one kind of resource. */
export interface Place {
  readonly kind: AffectedKind;
  /** Dotted paths in the request or, after `→`, in the response. The first that is there counts. */
  readonly paths: readonly string[];
  /** The only service whose parameters are meant, where others use the same name for something else. */
  readonly service?: string;
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
    ],
  },
  { kind: 'user', paths: ['userName'] },
  { kind: 'user', service: 'sts', paths: ['name'] },
  { kind: 'role', paths: ['roleName'] },
  { kind: 'group', service: 'iam', paths: ['groupName'] },
  { kind: 'policy', paths: ['policyArn', 'policyName', 'policyId'] },
  {
    kind: 'mfaDevice',
    paths: ['serialNumber', '→virtualMFADevice.serialNumber', 'virtualMFADeviceName'],
  },
  // A credential of IAM for one service, such as a key for Bedrock.
  { kind: 'service', service: 'iam', paths: ['serviceName'] },
  { kind: 'service', service: 'servicequotas', paths: ['serviceCode'] },
  { kind: 'quota', service: 'servicequotas', paths: ['quotaCode'] },
  { kind: 'count', service: 'servicequotas', paths: ['desiredValue'] },
  { kind: 'plan', service: 'support-subscription', paths: ['supportLevel'] },
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
  { kind: 'rule', service: 'events', paths: ['name', 'rule'] },
  { kind: 'logGroup', paths: ['logGroupName'] },
  { kind: 'bucket', paths: ['bucketName'] },
  {
    kind: 'snapshot',
    paths: ['snapshotId', 'dBSnapshotIdentifier', 'dBClusterSnapshotIdentifier'],
  },
  // RunInstances: the request says how many and of which type, and the response which these are.
  { kind: 'count', service: 'ec2', paths: ['instancesSet.items.maxCount', 'maxCount'] },
  {
    kind: 'instanceType',
    service: 'ec2',
    paths: ['instanceType', 'instanceType.value', '→instancesSet.items.instanceType'],
  },
  {
    kind: 'instance',
    paths: [
      'instanceId',
      'instancesSet.items.instanceId',
      '→instancesSet.items.instanceId',
      'ModifyInstanceMetadataOptionsRequest.InstanceId',
      'instanceIds',
    ],
  },
  { kind: 'image', paths: ['imageId', 'instancesSet.items.imageId'] },
  // Session Manager and Run Command: the machine, or the tags of the machines, on which something runs.
  { kind: 'session', service: 'ssm', paths: ['target', 'targets.values', 'sessionId'] },
  { kind: 'command', service: 'ssm', paths: ['documentName'] },
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
  { kind: 'database', paths: ['dBInstanceIdentifier', 'dBClusterIdentifier'] },
  { kind: 'table', paths: ['tableName'] },
  { kind: 'function', paths: ['functionName'] },
  { kind: 'key', service: 'kms', paths: ['keyId'] },
  { kind: 'secret', paths: ['secretId'] },
  { kind: 'secret', service: 'ssm', paths: ['name', 'names'] },
  { kind: 'stack', paths: ['stackName'] },
  { kind: 'backup', paths: ['recoveryPointArn', 'backupVaultName'] },
  { kind: 'repository', paths: ['repositoryName'] },
  { kind: 'topic', paths: ['topicArn', '→topicArn'] },
  { kind: 'queue', paths: ['queueUrl', 'queueName', 'queueArn'] },
  { kind: 'endpoint', service: 'sns', paths: ['endpoint'] },
  { kind: 'cluster', service: 'eks', paths: ['name', 'clusterName'] },
  { kind: 'cluster', service: 'ecs', paths: ['cluster', 'clusterName'] },
  { kind: 'path', service: 'ssm', paths: ['path'] },
  { kind: 'path', service: 's3', paths: ['key'] },
  { kind: 'domain', paths: ['hostedZoneId', 'domainName'] },
  { kind: 'contact', service: 'account', paths: ['alternateContactType'] },
  { kind: 'changedRegion', service: 'account', paths: ['regionName'] },
  { kind: 'account', paths: ['accountId'] },
  { kind: 'email', paths: ['emailAddress', 'primaryEmail'] },
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
