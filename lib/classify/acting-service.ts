/**
 * Whether an AWS service made the call for root, by `invokedBy` of a CloudTrail record's `userIdentity`. Old
 * records have `signin.amazonaws.com` there for a person in the console.
 *
 * @param invokedBy as a record has it, so possibly not a string.
 */
export function isActingService(invokedBy: unknown): boolean {
  return invokedBy !== undefined && invokedBy !== '' && invokedBy !== 'signin.amazonaws.com';
}
