import * as v from 'valibot';

/**
 * Says why a record cannot be read, in a few words: `userIdentity is missing`.
 *
 * @param whole what the record itself is called.
 * @param writer who writes such records.
 */
export function faultOf(issue: v.BaseIssue<unknown>, whole: string, writer: string): string {
  const path = v.getDotPath(issue) ?? whole;
  if (issue.type === 'min_length') return `${path} is empty`;
  return issue.received === 'undefined'
    ? `${path} is missing`
    : `${path} is ${issue.received} and not what ${writer} writes`;
}
