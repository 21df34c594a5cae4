import { actingForAPerson, awsInternal } from '../classify/acting-for-a-person.ts';

/**
 * The filter of the classic path, letter by letter: Security Hub's control CloudWatch.1 (CIS 1.7, 4.3)
 * fails if it is changed. resources/alarm-metric.yml has the same filter.
 */
export const rootUsageFilter =
  '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}';

/**
 * What that filter leaves out: uses of root by a person or an agent in whose record `invokedBy` is. A text of a filter may
 * begin with `*` (CloudWatch Logs User Guide, "Filter pattern syntax for metric filters").
 */
export const personUsageFilter = `{$.userIdentity.type="Root" && (${[
  ...actingForAPerson.map(({ invokedBy }) =>
    typeof invokedBy === 'string' ? invokedBy : `*${invokedBy.suffix}`,
  ),
  awsInternal,
]
  .map((value) => `$.userIdentity.invokedBy="${value}"`)
  .join(' || ')})}`;
