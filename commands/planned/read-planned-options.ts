import {
  eventNameForm,
  maxAllowed,
  maxWhyLength,
  maxWindowMs,
} from '../../lib/planned/planned-window.ts';
import { UserError } from '../../plugin/user-error.ts';
import type { CommandOptions } from '../command-options.ts';

const minuteMs = 60_000;

/** What the function is asked for, but the proof of who asks. */
export type Ask =
  | { readonly action: 'list' }
  | { readonly action: 'close'; readonly account: string }
  | {
      readonly action: 'open';
      readonly account: string;
      readonly minutes: number;
      readonly why: string;
      readonly allow: string[];
    };

/**
 * @throws {UserError} for the first option that is missing, or is not what it should be. The function checks them all again.
 */
export function readPlannedOptions({ flags, values }: CommandOptions): Ask {
  if (flags.has('list')) {
    const others = [...values.keys(), ...(flags.has('close') ? ['close'] : [])];
    if (others.length > 0) throw new UserError(`--list goes without --${others.join(', --')}.`);
    return { action: 'list' };
  }
  const account = values.get('account') ?? '';
  if (!/^\d{12}$/.test(account)) {
    throw new UserError('--account: expected the 12 digits of the account whose root is used.');
  }
  if (flags.has('close')) {
    const others = [...values.keys()].filter((name) => name !== 'account');
    if (others.length > 0) throw new UserError(`--close goes without --${others.join(', --')}.`);
    return { action: 'close', account };
  }
  const why = (values.get('why') ?? '').trim();
  if (why === '' || why.length > maxWhyLength) {
    throw new UserError(
      `--why: expected a reason of at most ${maxWhyLength} characters, which the room is told.`,
    );
  }
  const allow = (values.get('allow') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wrong = allow.find((name) => !eventNameForm.test(name));
  if (wrong !== undefined || allow.length > maxAllowed) {
    throw new UserError(
      `--allow: expected at most ${maxAllowed} names of events, such as CreateAccessKey,DeactivateMFADevice.`,
    );
  }
  return { action: 'open', account, minutes: minutesOf(values.get('for') ?? ''), why, allow };
}

/** @param span such as `2h`, `90m` or `1h30m` */
function minutesOf(span: string): number {
  const [, hours = '0', minutes = '0'] = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?$/.exec(span) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  if (all < 1 || all * minuteMs > maxWindowMs) {
    throw new UserError(
      `--for: expected how long, such as 2h, 90m or 1h30m, and at most ${maxWindowMs / minuteMs / 60}h.`,
    );
  }
  return all;
}
