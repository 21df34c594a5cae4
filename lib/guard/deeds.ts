/** What a call does to a part. */
export type PartEffect =
  | 'changed'
  /** Something that was off or going away is on again. */
  | 'restored'
  /** A deployment of the stack or of the forwarders, by a person. */
  | 'deployed'
  /** A value was put into the webhook secret: the first one, a rotation, or a stranger's room. */
  | 'webhookStored'
  /** CloudFormation changed a part for somebody, and nobody deployed root-alert's own stack. */
  | 'byCloudFormation';

/** Calls that leave a part as it is. Reads are left out before this is asked. */
const harmless: readonly RegExp[] = [
  /^(?:(?:Tag|Untag)(?:Resource|Queue|Role)?s?|(?:Put|Delete)BucketTagging)$/,
  // Lambda's own doing, each time a function starts; and a change set that nobody carried out does nothing.
  /^(?:CreateLogStream|PutLogEvents|StartQuery|CreateChangeSet|DeleteChangeSet)$/,
  /^(?:Detect(?:Stack|StackSet)(?:Resource)?Drift|SignalResource|EstimateTemplateCost|ValidateTemplate)$/,
  /^(?:Invoke|InvokeAsync|InvokeWithResponseStream|Publish|PublishBatch|GetSecretValue)$/,
  /^(?:Encrypt|Decrypt|ReEncrypt.*|GenerateDataKey.*|GenerateMac|Sign|Verify|VerifyMac)$/,
  /^(?:CreateBackup|ExportTableToPointInTime|EnableKinesisStreamingDestination)$/,
];

/** EnableRule is among them only for the guard's rules: it leaves the others blind to read-only calls. */
const restoring: readonly RegExp[] = [
  /^(?:EnableAlarmActions|EnableKey|EnableKeyRotation|CancelKeyDeletion|RestoreSecret|StartLogging)$/,
  /^(?:DeleteFunctionConcurrency|DeleteAlarmMuteRule)$/,
];

const deploying: readonly RegExp[] = [
  /^(?:CreateStack|UpdateStack|ExecuteChangeSet|RollbackStack|ContinueUpdateRollback)$/,
  /^(?:CreateStackSet|UpdateStackSet|CreateStackInstances|UpdateStackInstances)$/,
];

/**
 * Whether a call puts a value into a secret, and does nothing else. UpdateSecret can change the key as well, and
 * UpdateSecretVersionStage brings back a value that nobody sees.
 */
export function storesValue(
  eventName: string,
  request: Readonly<Record<string, unknown>>,
): boolean {
  return (
    eventName === 'PutSecretValue' ||
    (eventName === 'UpdateSecret' && request['kmsKeyId'] === undefined)
  );
}

/** `PutFunctionConcurrency`: Lambda puts the version of the API after the name, as in `PutFunctionConcurrency20171031`. */
export function withoutVersion(eventName: string): string {
  return eventName.replace(/\d{8}(?:v\d+)?$/, '');
}

/**
 * What a call does to a part that it names. Undefined: it leaves the part as it is.
 *
 * @param request as the record has it: hostile
 */
export function effectOf(
  eventName: string,
  request: Readonly<Record<string, unknown>>,
): PartEffect | undefined {
  const name = withoutVersion(eventName);
  if (harmless.some((form) => form.test(name)) || isDrill(name, request)) return undefined;
  if (name === 'UpdateTerminationProtection') {
    return request['enableTerminationProtection'] === true ? 'restored' : 'changed';
  }
  if (restoring.some((form) => form.test(name))) return 'restored';
  if (name === 'EnableRule' && /^root-alert-.*-guard/.test(String(request['name'])))
    return 'restored';
  return deploying.some((form) => form.test(name)) ? 'deployed' : 'changed';
}

/** `npm run drill -- --alarm` raises the alarm. Raising one silences nothing, whoever does it. */
function isDrill(name: string, request: Readonly<Record<string, unknown>>): boolean {
  const { stateReason, stateValue } = request;
  return (
    name === 'SetAlarmState' &&
    stateValue === 'ALARM' &&
    typeof stateReason === 'string' &&
    stateReason.startsWith('root-alert.drill')
  );
}
