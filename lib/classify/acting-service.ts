import { actingForAPerson, awsInternal } from './acting-for-a-person.ts';

/** What a record says besides `invokedBy`. All of it as the record has it: hostile. */
export interface CallOrigin {
  /** `sessionCredentialFromConsole`: true or `"true"` for a call from a session of the console. */
  readonly isFromConsole?: unknown;
  readonly sourceIp?: unknown;
}

/**
 * Whether an AWS service made the call for root, by `invokedBy` of a CloudTrail record's `userIdentity`. A person and an
 * agent are in the list {@link actingForAPerson}. `AWS Internal` is a person if the call came from the console, or from
 * an address of its own.
 *
 * @param invokedBy as a record has it, so possibly not a string.
 */
export function isActingService(invokedBy: unknown, origin: CallOrigin = {}): boolean {
  if (invokedBy === undefined || invokedBy === '') return false;
  if (invokedBy === awsInternal) return !isPerson(origin);
  return !actingForAPerson.some((entry) => isNamedBy(entry.invokedBy, invokedBy));
}

/** The MCP server by which an agent made the call: `aws-mcp.amazonaws.com`. Undefined: no agent did. */
export function agentIn(invokedBy: string | undefined): string | undefined {
  const isAgent = actingForAPerson.some(
    (entry) => entry.isAgent && isNamedBy(entry.invokedBy, invokedBy),
  );
  return isAgent ? invokedBy : undefined;
}

function isNamedBy(name: string | { readonly suffix: string }, value: unknown): boolean {
  if (typeof name === 'string') return name === value;
  return typeof value === 'string' && value.endsWith(name.suffix);
}

/** `anything-but` of an event pattern decides the same: it needs a value, and takes one of any type but an object. */
function isPerson({ isFromConsole, sourceIp }: CallOrigin): boolean {
  if (isFromConsole === true || isFromConsole === 'true') return true;
  return sourceIp !== undefined && sourceIp !== awsInternal && !isObject(sourceIp);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
