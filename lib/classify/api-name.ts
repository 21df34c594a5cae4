/**
 * The name of an API as its reference has it. CloudTrail puts the version of the API after some names
 * (`UpdateFunctionCode20150331v2`: Lambda Developer Guide, "Lambda management events";
 * `CreateDistribution2020_05_31` in records of CloudFront).
 */
export function apiNameOf(eventName: string): string {
  return eventName.replace(/(?<=[a-z])(?:20\d{6}|20\d{2}_\d{2}_\d{2})(?:v\d+)?$/, '');
}

/**
 * The first part of `eventSource` (`taxconsole.amazon.com` is the one of AWS's sources of another form: Billing User
 * Guide, "AWS Billing CloudTrail events"). Undefined: it is no address of an AWS service.
 */
export function serviceOf(eventSource: string | undefined): string | undefined {
  return eventSource?.match(/^([a-z0-9-]{1,60})\.(?:amazonaws|amazon)\.com$/)?.[1];
}
