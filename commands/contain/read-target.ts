import {
  type ContainTarget,
  type Partition,
  sessionTarget,
} from '../../lib/contain/contain-target.ts';
import { UserError } from '../../plugin/user-error.ts';
import type { CommandOptions } from '../command-options.ts';

const keyId = /^(?:AKIA|ASIA)[A-Z0-9]+$/;

/**
 * What the options name: one account, and in it one session or all that root does.
 *
 * @throws {UserError} for anything else. Nothing is guessed, and nothing wider than asked for is denied.
 */
export function readTarget({ region, flags, values }: CommandOptions): ContainTarget {
  const account = values.get('account') ?? '';
  const session = values.get('session');
  if (!/^\d{12}$/.test(account)) {
    throw new UserError('--account: expected the twelve digits of one member account.');
  }
  if (flags.has('all-root') === (session !== undefined)) {
    throw new UserError(
      'Name what to deny: --session with the ARN on the alert, or --all-root. One of them.',
    );
  }
  if (session === undefined) {
    return { kind: 'allRoot', accountId: account, partition: partitionOf(region) };
  }
  if (keyId.test(session)) {
    throw new UserError(
      'That is an access key, and no policy denies one key alone. Use --all-root, and deactivate the key as root: docs/runbook.md, "Minute 1 to 4: contain".',
    );
  }
  const target = sessionTarget(account, session);
  if (target === undefined) {
    throw new UserError(
      `--session: expected the ARN of a sign-in session of account ${account}, such as arn:aws:signin:us-east-1:${account}:session/….`,
    );
  }
  return target;
}

/** The partition of AWS that a region is in (AWS General Reference, "Amazon Resource Names"). */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
