import type { RootActivity } from '../root-activity.ts';

/**
 * The 12-digit number of the account whose root `sts:AssumeRoot` asked for. A request has the number itself, or an
 * ARN with the number, as IAM writes principals elsewhere.
 */
export function targetAccountOf(activity: RootActivity): string | undefined {
  const target = activity.kind === 'use' ? activity.assumeRoot?.targetPrincipal : undefined;
  return target?.match(/(?<!\d)\d{12}(?!\d)/)?.[0];
}
