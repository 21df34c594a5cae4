import type { EventClass } from './classes.ts';

/**
 * The events of each class: a service, which is the first part of `eventSource`, and under it names of events with what
 * each does (`Deed`): a verb, what it acts on, and what that is of, on, to or from. Where nothing follows a name, the words
 * are those of the class. It is text, because a cold alert would pay milliseconds for an object of this size; a test
 * checks each word.
 *
 * Names are those of the services' API references, which CloudTrail records unchanged, unless a comment says otherwise.
 * Others are from "AWS Billing CloudTrail events" (Billing User Guide), "AWS Management Console sign-in events"
 * (CloudTrail User Guide) and "Amazon S3 CloudTrail events" (S3 User Guide). A version at a name's end is left out, as of
 * Lambda's `AddPermission20150331v2` (`apiNameOf`). Where one name stands for several things, the one that is meant follows
 * after a stroke (`aspectOf`). `classify` judges an event that is not here.
 */
export const namedEvents: Readonly<Partial<Record<EventClass, string>>> = {
  signInMfaCheck: `
signin:
CheckMfa
`,
  accessKeyCreated: `
iam:
CreateAccessKey create accessKey user
`,
  accessKeyChanged: `
iam:
UpdateAccessKey change accessKey user
DeleteAccessKey delete accessKey user
`,
  // Of `CloudFrontPublicKey`, which is the root account's, no API reference has the events, but they are actions of IAM.
  credential: `
iam:
UploadSigningCertificate upload signingCertificate user
UpdateSigningCertificate change signingCertificate user
DeleteSigningCertificate delete signingCertificate user
CreateServiceSpecificCredential create serviceCredential user
ResetServiceSpecificCredential reset serviceCredential user
UpdateServiceSpecificCredential change serviceCredential user
DeleteServiceSpecificCredential delete serviceCredential user
UploadSSHPublicKey upload sshKey user
UpdateSSHPublicKey change sshKey user
DeleteSSHPublicKey delete sshKey user
UploadServerCertificate upload serverCertificate
UploadCloudFrontPublicKey upload cloudFrontKey user
UpdateCloudFrontPublicKey change cloudFrontKey user
DeleteCloudFrontPublicKey delete cloudFrontKey user
ec2:
CreateKeyPair create keyPair
ImportKeyPair upload keyPair
`,
  // Recorded with readOnly false (IAM User Guide, "Logging IAM and AWS STS API calls").
  sessionIssued: `
sts:
GetSessionToken obtain sessionToken
GetFederationToken obtain federationToken
`,
  mfaAdded: `
iam:
EnableMFADevice register mfaDevice user
CreateVirtualMFADevice create virtualMfa
ResyncMFADevice change mfaDevice user
`,
  mfaRemoved: `
iam:
DeactivateMFADevice deactivate mfaDevice user
DeleteVirtualMFADevice delete virtualMfa
`,
  password: `
signin:
PasswordUpdated
iam:
ChangePassword
`,
  passwordRecovery: `
signin:
PasswordRecoveryRequested
`,
  passwordReset: `
signin:
PasswordRecoveryCompleted
`,
  email: `
signin:
EmailUpdated
iam:
UpdateAccountEmailAddress
account:
AcceptPrimaryEmailUpdate
`,
  // `SetAccountPreferences` is name, e-mail address or password of the account; the questions are those by which AWS knows
  // its owner.
  owner: `
account:
StartPrimaryEmailUpdate request emailChange
billingconsole:
SetAccountPreferences change ownerSettings
SetSecurityQuestions change securityQuestions
`,
  loggingOff: `
cloudtrail:
StopLogging stop logging trail
DeleteTrail delete trail
DeleteEventDataStore delete eventDataStore
StopEventDataStoreIngestion stop ingestion eventDataStore
config:
StopConfigurationRecorder stop recorder
DeleteConfigurationRecorder delete recorder
DeleteDeliveryChannel delete deliveryChannel
ec2:
DeleteFlowLogs delete flowLogs
logs:
DeleteLogGroup delete logGroup
DeleteLogStream delete logStream logGroup
DeleteSubscriptionFilter delete subscriptionFilter logGroup
DeleteDelivery delete logDelivery
route53resolver:
DisassociateResolverQueryLogConfig remove queryLogging
DeleteResolverQueryLogConfig delete queryLogging
bedrock:
DeleteModelInvocationLoggingConfiguration switchOff invocationLogging
rds:
StopActivityStream stop activityStream database
redshift:
DisableLogging switchOff auditLogging redshiftCluster
s3:
PutBucketLogging/off switchOff accessLogging bucket
wafv2:
DeleteLoggingConfiguration switchOff logging webAcl
`,
  loggingChanged: `
cloudtrail:
UpdateTrail change trail
PutEventSelectors change eventSelectors trail
UpdateEventDataStore change eventDataStore
bedrock:
PutModelInvocationLoggingConfiguration change invocationLogging
eks:
UpdateClusterConfig/logging change clusterLogging cluster
`,
  detectionOff: `
guardduty:
DeleteDetector delete detector
DeleteMembers delete guardDutyMembers
DisassociateMembers remove guardDutyMembers
StopMonitoringMembers stop guardDutyMembers
DisassociateFromAdministratorAccount leave guardDutyAdmin
DisassociateFromMasterAccount leave guardDutyAdmin
DisableOrganizationAdminAccount deregister guardDutyAdmin
DeletePublishingDestination delete findingsExport
securityhub:
DisableSecurityHub switchOff securityHub
DisableSecurityHubV2 switchOff securityHub
BatchDisableStandards switchOff standards
DisableImportFindingsForProduct switchOff productImport
DisassociateFromAdministratorAccount leave securityHubAdmin
DisassociateMembers remove securityHubMembers
DeleteMembers delete securityHubMembers
DisableOrganizationAdminAccount deregister securityHubAdmin
access-analyzer:
DeleteAnalyzer delete analyzer
macie2:
DisableMacie switchOff macie
DisassociateFromAdministratorAccount leave macieAdmin
inspector2:
Disable switchOff inspector
DisableDelegatedAdminAccount deregister inspectorAdmin
detective:
DeleteGraph delete behaviorGraph
DisassociateMembership leave detectiveMembership
config:
DeleteConfigRule delete configRule
DeleteConformancePack delete conformancePack
DeleteOrganizationConfigRule delete configRule
`,
  // Trusted addresses and filters suppress findings.
  detectionChanged: `
guardduty:
UpdateDetector change detector
UpdateMemberDetectors change guardDutyMembers
CreateThreatIntelSet create threatList
UpdateThreatIntelSet change threatList
DeleteThreatIntelSet delete threatList
CreateIPSet create trustedIps
UpdateIPSet change trustedIps
CreateTrustedEntitySet create trustedEntities
UpdateTrustedEntitySet change trustedEntities
CreateFilter create findingsFilter
UpdateFilter change findingsFilter
ArchiveFindings archive findings
UpdateOrganizationConfiguration change detectionOfMembers
securityhub:
UpdateStandardsControl change securityControl
BatchUpdateStandardsControlAssociations change securityControl
BatchUpdateFindings change findings
CreateAutomationRule create findingsFilter
UpdateOrganizationConfiguration change detectionOfMembers
access-analyzer:
CreateArchiveRule create archiveRule
macie2:
UpdateMacieSession change macie
CreateFindingsFilter create findingsFilter
inspector2:
CreateFilter create findingsFilter
`,
  alertingOff: `
monitoring:
DeleteAlarms delete alarms
DisableAlarmActions switchOff alarmActions alarm
PutAlarmMuteRule create muteRule
logs:
DeleteMetricFilter delete metricFilter logGroup
events:
DisableRule switchOff eventRule
DeleteRule delete eventRule
RemoveTargets remove ruleTargets eventRule
DeleteEventBus delete eventBus
sns:
DeleteTopic delete topic
Unsubscribe cancel subscription
`,
  // These can set up logging, detection and alarms as well as break them.
  watchChanged: `
cloudtrail:
PutInsightSelectors change insightSelectors trail
PutEventConfiguration change eventConfiguration trail
config:
PutConfigurationRecorder set recorder
PutDeliveryChannel set deliveryChannel
logs:
PutMetricFilter set metricFilter logGroup
PutRetentionPolicy set retention logGroup
PutSubscriptionFilter set subscriptionFilter logGroup
monitoring:
PutMetricAlarm set alarm
PutCompositeAlarm set alarm
SetAlarmState set alarmState alarm
events:
PutRule set eventRule
PutTargets set ruleTargets eventRule
s3:
PutBucketLogging change accessLogging bucket
sns:
SetSubscriptionAttributes change subscription
`,
  // Whichever service records that the account is closed. Nobody has published a record of an account that is opened
  // again: `ReopenAccount` is a guess.
  organization: `
organizations:
CloseAccount close awsAccount
LeaveOrganization leave organization
DeleteOrganization delete organization
RemoveAccountFromOrganization remove memberAccount organization
AcceptHandshake accept handshake
MoveAccount move memberAccount
InviteAccountToOrganization invite awsAccount organization
RegisterDelegatedAdministrator register delegatedAdmin
DeregisterDelegatedAdministrator deregister delegatedAdmin
AttachPolicy attach orgPolicy orgTarget
DetachPolicy detach orgPolicy orgTarget
CreatePolicy create orgPolicy
UpdatePolicy change orgPolicy
DeletePolicy delete orgPolicy
EnablePolicyType switchOn orgPolicyType
DisablePolicyType switchOff orgPolicyType
EnableAWSServiceAccess switchOn serviceAccess awsService
DisableAWSServiceAccess switchOff serviceAccess awsService
PutResourcePolicy set orgResourcePolicy
DeleteResourcePolicy delete orgResourcePolicy
InviteOrganizationToTransferResponsibility request billTransfer
TerminateResponsibilityTransfer stop billTransfer
CreateOrganization create organization
CreateAccount create memberAccount
CreateGovCloudAccount create govCloudAccount
DeleteOrganizationalUnit delete orgUnit
EnableAllFeatures switchOn allFeatures
account:
CloseAccount close ownAccount
ReopenAccount restore ownAccount
billingconsole:
CloseAccount close ownAccount
ReopenAccount restore ownAccount
iam:
EnableOrganizationsRootSessions switchOn rootSessions
DisableOrganizationsRootSessions switchOff rootSessions
EnableOrganizationsRootCredentialsManagement switchOn rootCredentialsManagement
DisableOrganizationsRootCredentialsManagement switchOff rootCredentialsManagement
cloudtrail:
RegisterOrganizationDelegatedAdmin register delegatedAdmin
DeregisterOrganizationDelegatedAdmin deregister delegatedAdmin
`,
  // AWS's own sample of `Instruments_Create` has readOnly true.
  account: `
account:
PutAlternateContact set alternateContact
DeleteAlternateContact delete alternateContact
PutContactInformation change contactInfo
PutAccountName change accountName
EnableRegion switchOn changedRegion
DisableRegion switchOff changedRegion
signup:
EnableRegion switchOn changedRegion
SelectSupportPlan changeTo supportPlan planLevel
CreateAccount create awsAccount
CreateGovCloudAccount create govCloudAccount
iam:
CreateAccountAlias create alias
DeleteAccountAlias delete alias
UpdateAccountPasswordPolicy change passwordPolicy
DeleteAccountPasswordPolicy delete passwordPolicy
UpdateAccountName change accountName
billingconsole:
SetAdditionalContacts change contacts
SetContactAddress change contactInfo
SetPayInformation change paymentInfo
SetIAMAccessPreference change billingAccess
SetFxPaymentCurrency change paymentCurrency
AcceptFxPaymentCurrencyTermsAndConditions change paymentCurrency
SetTaxRegistration change taxRegistration
SetPANInformation change taxRegistration
SetAccountContractMetadata change contractInfo
SetCreditSharing change creditSharing
SetRISharing change riSharing
CreatePaymentMethod add paymentInstrument
UpdatePaymentMethod change paymentInstrument
DeletePaymentMethod delete paymentInstrument
SetDefaultPaymentMethod change paymentInfo
MakePayment create payment
RedeemPromoCode accept promoCode
billing:
UpdateIAMAccessPreference change billingAccess
UpdateBillingPreferences change billingPreferences
PutContractInformation change contractInfo
RedeemCredits accept promoCode
payments:
Instruments_Create add paymentInstrument
Instruments_Update change paymentInstrument
Instruments_Delete delete paymentInstrument
Preferences_CreatePaymentProfile create paymentProfile
Preferences_UpdatePaymentProfile change paymentProfile
Preferences_DeletePaymentProfile delete paymentProfile
Financing_CreateFinancingApplication create financing
Financing_AcceptFinancingApplicationTerms accept financing
CreatePaymentInstrument add paymentInstrument
UpdatePaymentInstrument change paymentInstrument
DeletePaymentInstrument delete paymentInstrument
UpdatePaymentPreferences change paymentPreferences
MakePayment create payment
taxconsole:
SetTaxInheritance change taxInheritance
tax:
PutTaxRegistration change taxRegistration
BatchPutTaxRegistration change taxRegistration
DeleteTaxRegistration delete taxRegistration
BatchDeleteTaxRegistration delete taxRegistration
PutSupplementalTaxRegistration change taxRegistration
DeleteSupplementalTaxRegistration delete taxRegistration
PutTaxExemption change taxExemption
UpdateExemptions change taxExemption
PutTaxInheritance change taxInheritance
invoicing:
PutInvoiceEmailDeliveryPreferences change invoiceDelivery
CreateInvoiceUnit create invoiceUnit
UpdateInvoiceUnit change invoiceUnit
DeleteInvoiceUnit delete invoiceUnit
StartInvoiceCorrection request invoice
purchase-orders:
AddPurchaseOrder create purchaseOrder
UpdatePurchaseOrder change purchaseOrder
UpdatePurchaseOrderStatus change purchaseOrder
DeletePurchaseOrder delete purchaseOrder
supportplans:
StartSupportPlanUpdate changeTo supportPlan planLevel
CreateSupportPlanSchedule changeTo supportPlan planLevel
AcceptSupportAgreement accept supportAgreement
CancelSupportAgreement cancel supportAgreement
support-subscription:
UpdateSupportLevel changeTo supportPlan planLevel
supportauthz:
CreateSupportPermit create supportPermit
`,
  trust: `
iam:
UpdateAssumeRolePolicy change trustPolicy role
CreateSAMLProvider create samlProvider
UpdateSAMLProvider change samlProvider
CreateOpenIDConnectProvider create oidcProvider
UpdateOpenIDConnectProviderThumbprint change oidcThumbprint oidcProvider
AddClientIDToOpenIDConnectProvider add oidcClient oidcProvider
EnableOutboundWebIdentityFederation switchOn outboundFederation
AcceptDelegationRequest accept delegation
rolesanywhere:
CreateTrustAnchor create trustAnchor
UpdateTrustAnchor change trustAnchor
EnableTrustAnchor switchOn trustAnchor
CreateProfile create rolesAnywhereProfile
UpdateProfile change rolesAnywhereProfile
EnableProfile switchOn rolesAnywhereProfile
ram:
CreateResourceShare create resourceShare
AssociateResourceShare change resourceShare
AcceptResourceShareInvitation accept shareInvitation
`,
  identity: `
iam:
CreateUser create user
UpdateUser change user
DeleteUser delete user
CreateLoginProfile create loginProfile user
UpdateLoginProfile change loginProfile user
DeleteLoginProfile delete loginProfile user
CreateGroup create group
UpdateGroup change group
DeleteGroup delete group
AddUserToGroup add user group
RemoveUserFromGroup remove user group
CreateRole create role
UpdateRole change role
CreateServiceLinkedRole create serviceRole
DeleteRole delete role
CreatePolicy create policy
DeletePolicy delete policy
CreatePolicyVersion create policyVersion policy
DeletePolicyVersion delete policyVersion policy
SetDefaultPolicyVersion change defaultVersion policy
AttachUserPolicy attach managedPolicy user
AttachGroupPolicy attach managedPolicy group
AttachRolePolicy attach managedPolicy role
PutUserPolicy set inlinePolicy user
PutGroupPolicy set inlinePolicy group
PutRolePolicy set inlinePolicy role
DetachUserPolicy detach managedPolicy user
DetachGroupPolicy detach managedPolicy group
DetachRolePolicy detach managedPolicy role
DeleteUserPolicy delete inlinePolicy user
DeleteGroupPolicy delete inlinePolicy group
DeleteRolePolicy delete inlinePolicy role
PutUserPermissionsBoundary set boundary user
PutRolePermissionsBoundary set boundary role
DeleteUserPermissionsBoundary delete boundary user
DeleteRolePermissionsBoundary delete boundary role
CreateInstanceProfile create instanceProfile
AddRoleToInstanceProfile add role instanceProfile
RemoveRoleFromInstanceProfile remove role instanceProfile
DeleteInstanceProfile delete instanceProfile
DeleteServiceLinkedRole delete serviceRole
DeleteSAMLProvider delete samlProvider
DeleteOpenIDConnectProvider delete oidcProvider
ec2:
AssociateIamInstanceProfile attach instanceProfile instance
ReplaceIamInstanceProfile replace instanceProfile instance
ReplaceIamInstanceProfileAssociation replace instanceProfile instance
DisassociateIamInstanceProfile detach instanceProfile instance
sso:
CreateAccountAssignment create ssoAssignment awsAccount
DeleteAccountAssignment delete ssoAssignment awsAccount
CreatePermissionSet create permissionSet
UpdatePermissionSet change permissionSet
PutInlinePolicyToPermissionSet set inlinePolicy permissionSet
AttachManagedPolicyToPermissionSet attach managedPolicy permissionSet
AttachCustomerManagedPolicyReferenceToPermissionSet attach managedPolicy permissionSet
CreateInstance create ssoInstance
identitystore:
CreateUser create identityStoreUser
CreateGroupMembership create identityStoreMembership
eks:
AssociateAccessPolicy attach clusterPolicy cluster
CreateAccessEntry create accessEntry cluster
UpdateAccessEntry change accessEntry cluster
CreatePodIdentityAssociation create podIdentity cluster
`,
  // What the API calls `PutPublicAccessBlock` and `DeletePublicAccessBlock` has other names in records, for a bucket and for
  // an account.
  dataExposed: `
s3:
PutBucketPolicy change bucketPolicy bucket
DeleteBucketPolicy delete bucketPolicy bucket
PutBucketAcl change acl bucket
PutObjectAcl change acl object
PutBucketPublicAccessBlock change publicAccessBlock bucket
DeleteBucketPublicAccessBlock delete publicAccessBlock bucket
PutAccountPublicAccessBlock change accountPublicAccessBlock
DeleteAccountPublicAccessBlock delete accountPublicAccessBlock
PutBucketWebsite change website bucket
PutBucketReplication change replication bucket
PutBucketOwnershipControls change ownershipControls bucket
PutAccessPointPolicy change resourcePolicy accessPoint
ec2:
ModifySnapshotAttribute change snapshotSharing snapshot
ModifyImageAttribute change snapshotSharing image
ModifyFpgaImageAttribute change snapshotSharing fpgaImage
DisableSnapshotBlockPublicAccess switchOff snapshotBlock
DisableImageBlockPublicAccess switchOff imageBlock
CreateStoreImageTask create imageCopy
CreateInstanceExportTask start dataExport instance
ExportImage create imageCopy
ModifyVpcEndpointServicePermissions change endpointPermissions
rds:
ModifyDBSnapshotAttribute change snapshotSharing databaseSnapshot
ModifyDBClusterSnapshotAttribute change snapshotSharing databaseSnapshot
StartExportTask start dataExport databaseSnapshot
RestoreDBInstanceFromDBSnapshot restore database databaseSnapshot
RestoreDBClusterFromSnapshot restore database databaseSnapshot
RestoreDBInstanceToPointInTime restore database automatedBackup
RestoreDBClusterToPointInTime restore database automatedBackup
redshift:
AuthorizeSnapshotAccess share snapshot
AuthorizeDataShare share dataShare
kms:
PutKeyPolicy change keyPolicy kmsKey
CreateGrant create keyGrant kmsKey
secretsmanager:
PutResourcePolicy change resourcePolicy secret
dynamodb:
PutResourcePolicy change resourcePolicy table
ExportTableToPointInTime start dataExport table
ecr:
SetRepositoryPolicy change resourcePolicy repository
PutRegistryPolicy change registryPolicy
backup:
PutBackupVaultAccessPolicy change vaultPolicy backupVault
lambda:
AddPermission add functionPolicy function
AddLayerVersionPermission add functionPolicy layer
sns:
AddPermission add topicPermission topic
SetTopicAttributes change topicSettings topic
SetTopicAttributes/policy change resourcePolicy topic
Subscribe add subscriptionTo topic
sqs:
AddPermission add queuePermission queue
SetQueueAttributes change queueSettings queue
SetQueueAttributes/policy change resourcePolicy queue
SetQueueAttributes/policyRemoved delete resourcePolicy queue
glacier:
SetVaultAccessPolicy change vaultPolicy backupVault
elasticfilesystem:
PutFileSystemPolicy change resourcePolicy fileSystem
codebuild:
UpdateProjectVisibility change visibility buildProject
ssm:
ModifyDocumentPermission change snapshotSharing document
logs:
PutResourcePolicy set logResourcePolicy
events:
PutPermission add queuePermission eventBus
lakeformation:
GrantPermissions grant permissions
BatchGrantPermissions grant permissions
es:
UpdateDomainConfig/policy change resourcePolicy searchDomain
UpdateElasticsearchDomainConfig/policy change resourcePolicy searchDomain
ecr-public:
SetRepositoryPolicy change resourcePolicy repository
`,
  networkExposed: `
ec2:
AuthorizeSecurityGroupIngress add ingressRule securityGroup
AuthorizeSecurityGroupEgress add egressRule securityGroup
ModifySecurityGroupRules change securityGroupRules securityGroup
CreateSecurityGroup create securityGroup
CreateNetworkAclEntry create networkAclEntry networkAcl
ReplaceNetworkAclEntry change networkAclEntry networkAcl
DeleteNetworkAclEntry delete networkAclEntry networkAcl
ModifyVpcBlockPublicAccessOptions change vpcBlock
ModifyInstanceAttribute/securityGroups change securityGroups instance
AttachInternetGateway attach internetGateway vpc
CreateVpcPeeringConnection request peering
AcceptVpcPeeringConnection accept peering
CreateRoute create route routeTable
ReplaceRoute change route routeTable
AuthorizeClientVpnIngress add clientVpn
lambda:
CreateFunctionUrlConfig create functionUrl function
UpdateFunctionUrlConfig change functionUrl function
rds:
AuthorizeDBSecurityGroupIngress add dbSecurityGroupIngress
eks:
UpdateClusterConfig change clusterConfig cluster
wafv2:
DeleteWebACL delete webAcl
DisassociateWebACL detach someWebAcl resource
network-firewall:
DeleteFirewall delete firewall
lightsail:
OpenInstancePublicPorts add ingressRule lightsailInstance
PutInstancePublicPorts set ingressRule lightsailInstance
`,
  secretRead: `
secretsmanager:
GetSecretValue read secret
BatchGetSecretValue read secret
ec2:
GetPasswordData read passwordData instance
lightsail:
GetRelationalDatabaseMasterUserPassword read databasePassword
DownloadDefaultKeyPair obtain defaultKeyPair
redshift:
GetClusterCredentials obtain databaseCredentials
GetClusterCredentialsWithIAM obtain databaseCredentials
ssm:
GetParameter/decrypted read parameter
GetParameters/decrypted read parameter
GetParametersByPath/decrypted read parameter
`,
  read: `
ssm:
GetParameter read parameter
GetParameters read parameter
GetParametersByPath read parameter
billingconsole:
DownloadCommercialInvoice read invoice
taxconsole:
DownloadTaxInvoice read taxInvoice
invoicing:
GetInvoicePDF read invoice
`,
  compute: `
ec2:
RunInstances launch instances instanceType
StartInstances launch instances
RequestSpotInstances request spotInstances instanceType
ModifyInstanceAttribute/instanceType changeTo instance instanceType
RequestSpotFleet request spotInstances
CreateFleet create fleet
autoscaling:
CreateAutoScalingGroup create scalingGroup
UpdateAutoScalingGroup change scalingGroup
ecs:
RunTask start container
StartTask start container
CreateService create ecsService
RegisterTaskDefinition register taskDefinition
CreateCluster create newCluster
eks:
CreateCluster create cluster
lambda:
CreateFunction create function
lightsail:
CreateInstances create lightsailInstance
sagemaker:
CreateTrainingJob create sageMakerJob
CreateProcessingJob create sageMakerJob
CreateNotebookInstance create notebook
batch:
SubmitJob create batchJob
elasticmapreduce:
RunJobFlow create emrCluster
bedrock:
InvokeModel invoke aiModel
InvokeModelWithResponseStream invoke aiModel
Converse invoke aiModel
ConverseStream invoke aiModel
CreateModelInvocationJob invoke aiModel
CreateProvisionedModelThroughput purchase modelThroughput
`,
  // What CloudFormation then makes in root's name is not told.
  stack: `
cloudformation:
CreateStack create stack
CreateStackSet create stackSet
CreateStackInstances create stackInstances
UpdateStack change stack
UpdateStackSet change stackSet
UpdateStackInstances change stackInstances
ExecuteChangeSet change stack
`,
  execution: `
ssm:
SendCommand run command sessionWith
StartSession open session sessionWith
ResumeSession open session sessionWith
StartAutomationExecution start automation
CreateAssociation create association
CreateActivation create activation
CreateDocument create document
UpdateDocument change document
ec2-instance-connect:
SendSSHPublicKey send sshKeyPush instance
SendSerialConsoleSSHPublicKey send serialKeyPush instance
OpenTunnel open session sessionWith
ec2:
EnableSerialConsoleAccess switchOn serialConsole
ModifyInstanceAttribute change instanceAttribute instance
CreateReplaceRootVolumeTask replace rootVolume instance
AttachVolume attach volume instance
ModifyInstanceAttribute/userData change userData instance
ecs:
ExecuteCommand run containerCommand
cloudshell:
CreateEnvironment create cloudShell
CreateSession open cloudShell
StartEnvironment start cloudShell
PutCredentials upload sessionToken
lambda:
UpdateFunctionCode change functionCode function
UpdateFunctionConfiguration change functionSettings function
PublishLayerVersion create layerVersion
CreateEventSourceMapping create eventSourceMapping function
UpdateEventSourceMapping change eventSourceMapping function
codebuild:
StartBuild start buildRun
StartBuildBatch start buildRun
`,
  protectionChanged: `
s3:
PutBucketVersioning change versioning bucket
PutBucketLifecycle change lifecycle bucket
PutBucketLifecycleConfiguration change lifecycle bucket
PutLifecycleConfiguration change lifecycle bucket
DeleteBucketLifecycle delete lifecycle bucket
PutObjectLockConfiguration change objectLock bucket
PutBucketObjectLockConfiguration change objectLock bucket
PutBucketEncryption change encryption bucket
DeleteBucketReplication delete replication bucket
kms:
ImportKeyMaterial import keyMaterial kmsKey
rds:
ModifyDBInstance change database
ModifyDBCluster change database
ModifyDBInstance/masterPassword change masterPassword database
ModifyDBCluster/masterPassword change masterPassword database
dynamodb:
UpdateContinuousBackups change pointInTimeRecovery table
ec2:
ModifyInstanceMetadataOptions change metadataOptions instance
ModifyInstanceMetadataDefaults change metadataDefaults
ModifyInstanceAttribute/terminationProtection change terminationProtection instance
backup:
UpdateBackupPlan change backupPlan
PutBackupVaultLockConfiguration change vaultLock backupVault
redshift:
ModifyCluster change redshiftCluster
ModifyCluster/masterPassword change masterPassword redshiftCluster
cloudformation:
UpdateTerminationProtection change terminationProtection stack
`,
  protectionOff: `
s3:
DeleteBucketEncryption delete encryption bucket
kms:
DisableKey switchOff kmsKey
DisableKeyRotation switchOff keyRotation kmsKey
ec2:
DisableEbsEncryptionByDefault switchOff ebsEncryption
`,
  disruption: `
ec2:
StopInstances stop instances
RebootInstances reboot instances
DeleteRoute delete route routeTable
rds:
StopDBInstance stop database
StopDBCluster stop database
lambda:
PutFunctionConcurrency set functionConcurrency function
DeleteEventSourceMapping delete eventSourceMapping function
PutFunctionConcurrency/off switchOff function
route53:
ChangeResourceRecordSets change records hostedZone
cloudfront:
UpdateDistribution change distribution
`,
  spending: `
servicequotas:
RequestServiceQuotaIncrease request quotaIncrease quota
aws-marketplace:
AcceptAgreementRequest accept marketplaceAgreement
CreateAgreementRequest request marketplaceAgreement
CancelAgreement cancel marketplaceAgreement
Subscribe subscribe marketplaceProduct
bedrock:
CreateFoundationModelAgreement accept modelAgreement
PutFoundationModelEntitlement request modelAccess
PutUseCaseForModelAccess request modelAccess
ses:
PutAccountDetails change sesAccount
PutAccountDetails/productionAccess request productionAccess
PutAccountSendingAttributes change sesSending
UpdateAccountSendingEnabled change sesSending
CreateEmailIdentity create emailIdentity
VerifyEmailIdentity create emailIdentity
VerifyDomainIdentity create emailIdentity
SendEmail sendFrom emailIdentity
sns:
SetSMSAttributes change smsLimit
ec2:
PurchaseReservedInstancesOffering purchase reservedInstances
PurchaseHostReservation purchase capacity
CreateCapacityReservation create capacity
CreateReservedInstancesListing create riListing
CancelReservedInstancesListing cancel riListing
ModifyReservedInstances change reservedInstances
rds:
PurchaseReservedDBInstancesOffering purchase reservedInstances
savingsplans:
CreateSavingsPlan purchase savingsPlan
`,
  domain: `
route53domains:
DisableDomainTransferLock unlock transferLock domain
TransferDomainToAnotherAwsAccount transfer domain awsAccount
PushDomain transfer domain awsAccount
RetrieveDomainAuthCode obtain authCode domain
UpdateDomainNameservers set nameServers domain
UpdateDomainContact change domainContact domain
DisableDomainAutoRenew switchOff autoRenew domain
DeleteDomain delete domain
AcceptDomainTransferFromAnotherAwsAccount accept domain
RegisterDomain purchase domain
TransferDomain request domain
`,
  destruction: `
s3:
DeleteBucket delete bucket
ec2:
TerminateInstances terminate instances
DeleteVolume delete volume
DeleteSnapshot delete snapshot
DeregisterImage deregister image
rds:
DeleteDBInstance delete database
DeleteDBCluster delete database
DeleteDBSnapshot delete databaseSnapshot
DeleteDBClusterSnapshot delete databaseSnapshot
DeleteDBInstanceAutomatedBackup delete automatedBackup database
DeleteGlobalCluster delete globalDatabase
dynamodb:
DeleteTable delete table
DeleteBackup delete tableBackup
redshift:
DeleteCluster delete redshiftCluster
DeleteClusterSnapshot delete snapshot
elasticfilesystem:
DeleteFileSystem delete fileSystem
fsx:
DeleteFileSystem delete fileSystem
DeleteBackup delete recoveryPoint
DeleteVolume delete volume
kms:
ScheduleKeyDeletion scheduleDeletion kmsKey
DeleteImportedKeyMaterial delete keyMaterial kmsKey
secretsmanager:
DeleteSecret delete secret
backup:
DeleteBackupVault delete backupVault
DeleteRecoveryPoint delete recoveryPoint
DeleteBackupPlan delete backupPlan
DeleteBackupVaultLockConfiguration delete vaultLock backupVault
cloudformation:
DeleteStack delete stack
DeleteStackSet delete stackSet
DeleteStackInstances delete stackInstances
eks:
DeleteCluster delete cluster
ecr:
DeleteRepository delete repository
route53:
DeleteHostedZone delete hostedZone
elasticache:
DeleteReplicationGroup delete cacheCluster
DeleteCacheCluster delete cacheCluster
DeleteSnapshot delete cacheSnapshot
es:
DeleteDomain delete searchDomain
DeleteElasticsearchDomain delete searchDomain
cognito-idp:
DeleteUserPool delete userPool
lambda:
DeleteFunction delete function
sqs:
PurgeQueue delete queueMessages queue
DeleteQueue delete queue
`,
  deletion: `
s3:
DeleteObjects delete objects bucket
DeleteObject delete object bucket
logs:
DeleteResourcePolicy delete logResourcePolicy
ec2:
DeleteKeyPair delete keyPair
ssm:
DeleteParameter delete parameter
DeleteParameters delete parameter
elasticloadbalancing:
DeleteLoadBalancer delete loadBalancer
`,
  // No class says more of these. Many make something safer, which only the direction of the call can say.
  action: `
ec2:
RevokeSecurityGroupIngress remove ingressRule securityGroup
RevokeSecurityGroupEgress remove egressRule securityGroup
DetachInternetGateway detach internetGateway vpc
DeleteVpcPeeringConnection delete peering
EnableSnapshotBlockPublicAccess switchOn snapshotBlock
EnableImageBlockPublicAccess switchOn imageBlock
DisableSerialConsoleAccess switchOff serialConsole
ResetSnapshotAttribute reset snapshotSharing snapshot
ResetImageAttribute reset snapshotSharing image
EnableEbsEncryptionByDefault switchOn ebsEncryption
CreateSnapshot create snapshot volume
CopySnapshot copy snapshot
CreateImage create image instance
CopyImage copy image
DeleteSecurityGroup delete securityGroup
ModifyImageAttribute/harmless change imageAttribute image
lambda:
DeleteFunctionUrlConfig delete functionUrl function
DeleteFunctionConcurrency delete functionConcurrency function
s3:
CreateBucket create bucket
DeleteBucketWebsite delete website bucket
kms:
EnableKey switchOn kmsKey
EnableKeyRotation switchOn keyRotation kmsKey
CancelKeyDeletion cancelDeletion kmsKey
route53domains:
EnableDomainTransferLock switchOn transferLock domain
secretsmanager:
CreateSecret create secret
UpdateSecret change secret
PutSecretValue change secretValue secret
RestoreSecret restore secret
cloudtrail:
CreateTrail create trail
StartLogging start logging trail
config:
StartConfigurationRecorder start recorder
monitoring:
EnableAlarmActions switchOn alarmActions alarm
events:
EnableRule switchOn eventRule
guardduty:
CreateDetector create detector
DeleteIPSet delete trustedIps
DeleteTrustedEntitySet delete trustedEntities
DeleteFilter delete findingsFilter
securityhub:
EnableSecurityHub switchOn securityHub
access-analyzer:
CreateAnalyzer create analyzer
macie2:
EnableMacie switchOn macie
inspector2:
Enable switchOn inspector
detective:
CreateGraph create behaviorGraph
support:
CreateCase create supportCase
rds:
CreateDBInstance create database
CreateDBCluster create database
CreateDBSnapshot create databaseSnapshot database
CreateDBClusterSnapshot create databaseSnapshot database
CopyDBSnapshot copy databaseSnapshot
CopyDBClusterSnapshot copy databaseSnapshot
redshift:
EnableLogging switchOn auditLogging redshiftCluster
dynamodb:
UpdateTable change table
sqs:
SetQueueAttributes/harmless change queueSettings queue
sns:
SetTopicAttributes/harmless change topicSettings topic
es:
UpdateDomainConfig change searchDomain
UpdateElasticsearchDomainConfig change searchDomain
ssm:
TerminateSession terminate endedSession
PutParameter set parameter
elasticloadbalancing:
ModifyLoadBalancerAttributes change loadBalancer
ram:
DisassociateResourceShare change resourceShare
DeleteResourceShare delete resourceShare
`,
  assumeRoot: `
sts:
AssumeRoot
`,
};
