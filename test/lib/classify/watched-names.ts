/**
 * Names of events by service that three public sets of detection rules (elastic/detection-rules, SigmaHQ,
 * panther-analysis) rate high or critical, and that had no words of their own in the first version of root-alert.
 */
export const watchedNames: Readonly<Record<string, readonly string[]>> = {
  bedrock: [
    'Converse',
    'ConverseStream',
    'InvokeModel',
    'InvokeModelWithResponseStream',
    'PutModelInvocationLoggingConfiguration',
  ],
  cloudshell: ['CreateEnvironment'],
  codebuild: ['UpdateProjectVisibility'],
  'ec2-instance-connect': ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
  ec2: [
    'AssociateIamInstanceProfile',
    'CreateKeyPair',
    'EnableSerialConsoleAccess',
    'ModifyInstanceAttribute',
    'ReplaceIamInstanceProfile',
    'RunInstances',
  ],
  ecs: ['RegisterTaskDefinition'],
  eks: ['AssociateAccessPolicy', 'UpdateClusterConfig'],
  guardduty: ['CreateThreatIntelSet', 'UpdateThreatIntelSet'],
  iam: ['AddRoleToInstanceProfile', 'CreateInstanceProfile', 'CreateVirtualMFADevice'],
  kms: ['ImportKeyMaterial', 'DisableKey'],
  rds: [
    'ModifyDBCluster',
    'ModifyDBInstance',
    'RestoreDBInstanceFromDBSnapshot',
    'StopActivityStream',
  ],
  route53domains: ['DisableDomainTransferLock', 'TransferDomainToAnotherAwsAccount'],
  ssm: ['SendCommand', 'StartSession', 'GetParameter', 'GetParameters', 'GetParametersByPath'],
  lambda: ['UpdateFunctionCode', 'PutFunctionConcurrency'],
  sqs: ['PurgeQueue', 'SetQueueAttributes'],
  sns: ['SetTopicAttributes', 'Subscribe'],
  s3: ['PutBucketVersioning', 'PutLifecycleConfiguration'],
};

/** The same calls by the names that CloudTrail gives them, where these are others. */
export const recordedNames: Readonly<Record<string, readonly string[]>> = {
  lambda: ['UpdateFunctionCode20150331v2', 'PutFunctionConcurrency20171031'],
  s3: ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
};

/**
 * Events of the tasks that need root (IAM User Guide, "Tasks that require root user credentials"), where any is
 * known, and by which service. The sources of names are those of `lib/classify/event-names.ts`.
 */
export const rootOnlyNames: Readonly<Record<string, readonly string[]>> = {
  // Policies that lock everybody out, and MFA delete.
  s3: ['DeleteBucketPolicy', 'PutBucketPolicy', 'PutBucketVersioning'],
  sqs: ['SetQueueAttributes'],
  // Closing and opening an account, GovCloud.
  account: ['CloseAccount', 'ReopenAccount', 'PutAccountName', 'StartPrimaryEmailUpdate'],
  billingconsole: [
    'CloseAccount',
    'ReopenAccount',
    'SetAccountPreferences',
    'SetIAMAccessPreference',
    'SetTaxRegistration',
  ],
  organizations: ['CloseAccount', 'CreateGovCloudAccount'],
  signup: ['CreateGovCloudAccount', 'SelectSupportPlan'],
  ec2: ['CreateReservedInstancesListing', 'CancelReservedInstancesListing'],
  'support-subscription': ['UpdateSupportLevel'],
  supportplans: ['StartSupportPlanUpdate', 'CreateSupportPlanSchedule'],
  tax: ['PutTaxRegistration', 'BatchPutTaxRegistration', 'DeleteTaxRegistration'],
  taxconsole: ['SetTaxInheritance', 'DownloadTaxInvoice'],
  invoicing: ['GetInvoicePDF', 'PutInvoiceEmailDeliveryPreferences'],
  iam: ['UpdateAccountName', 'CreateAccessKey', 'DeleteAccessKey', 'UpdateAccountEmailAddress'],
  signin: ['PasswordUpdated', 'EmailUpdated'],
};
