import { describe, expect, test } from 'vitest';
import { plannedTogether } from '../../../lib/delivery/planned-marks.ts';
import { countedUse } from '../../../lib/delivery/use-marks.ts';
import { plannedUseOf } from '../../../lib/planned/planned-use.ts';
import type { PlannedWindow } from '../../../lib/planned/planned-window.ts';
import type { RootActivity } from '../../../lib/root-activity.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { rootUse } from '../root-use.ts';
import { readSampleEvent } from '../sample-events.ts';

const hourMs = 3_600_000;
const deployment = { stage: 'prod', trailLogGroup: undefined };

/** A window in which an activity lies. */
const around = (activity: RootActivity, changes: Partial<PlannedWindow> = {}): PlannedWindow => {
  const atMs = activity.occurredAt?.getTime() ?? 0;
  return {
    id: '7F3K2M9QXA',
    account: activity.accountId ?? '',
    by: 'arn:aws:iam::111122223333:user/kim',
    isByRoot: false,
    why: 'x',
    openedAtMs: atMs - hourMs,
    untilMs: atMs + hourMs,
    allow: [],
    ...changes,
  };
};

const useOf = (activity: RootActivity, changes: Partial<PlannedWindow> = {}) =>
  plannedUseOf(activity, countedUse(activity)?.marks?.needsRoot === true, [
    around(activity, changes),
  ]);

const sample = (file: string) => readEventBridgeEvent(readSampleEvent(file), deployment);

describe('in a window nobody is called for', () => {
  test.each([
    ['root-login-mfa.json'],
    ['root-payment-method.json'],
    ['root-list-buckets.json'],
    ['root-run-instances.json'],
  ])('%s', (file) => {
    expect(useOf(sample(file))?.isExpected).toBe(true);
  });

  test.each([
    ['root-create-access-key.json', 'CreateAccessKey'],
    ['root-deactivate-mfa.json', 'DeactivateMFADevice'],
  ])('%s, if %s was named', (file, name) => {
    expect(useOf(sample(file))?.isExpected).toBe(false);
    expect(useOf(sample(file), { allow: ['StopLogging', name] })?.isExpected).toBe(true);
    expect(useOf(sample(file), { allow: [name.toUpperCase(), `${name}2`] })?.isExpected).toBe(
      false,
    );
  });
});

describe('told as ever, though it lies in the window, is', () => {
  const allow = ['ConsoleLogin', 'CheckMfa', 'StopLogging', 'CreateAccessKey'];

  test.each([
    ['a sign-in without MFA', 'root-login.json'],
    ['one of which MFA is not known', 'root-login-mfa-unknown.json'],
    ['one of which nobody knows how it ended', 'root-login-unclear.json'],
    ['one that failed at the second factor', 'root-login-failed-mfa.json'],
    ['what AWS itself finds odd', 'root-sign-in-anomaly.json'],
    ['a critical deed that nobody named', 'root-deactivate-mfa.json'],
  ])('%s', (_, file) => {
    expect(useOf(sample(file), { allow })?.isExpected).not.toBe(true);
  });

  test('anything, if root itself opened the window', () => {
    const inOwn = useOf(rootUse({ eventName: 'ListBuckets', isReadOnly: true }), {
      isByRoot: true,
    });
    expect(inOwn).toMatchObject({ isExpected: false, window: { isByRoot: true } });
  });
});

describe('no window is for', () => {
  test.each([
    ['what a stranger can cause', 'root-login-failed.json'],
    ['the recovery of a password', 'root-password-recovery.json'],
    ['a drill', 'root-drill.json'],
    ['a change of root-alert itself', 'root-own-rule.json'],
    ['what cannot be read', 'root-unreadable.json'],
    ['what others do to root-alert', 'guard-function-stopped.json'],
  ])('%s', (_, file) => {
    expect(useOf(sample(file), { allow: ['DisableRule', 'ConsoleLogin'] })).toBeUndefined();
  });

  test('a use in another account', () => {
    expect(useOf(rootUse(), { account: '444455556666' })).toBeUndefined();
  });

  test('a use before it was opened, though it is told afterwards', () => {
    const use = rootUse();
    const atMs = use.occurredAt?.getTime() ?? 0;
    expect(useOf(use, { openedAtMs: atMs + 1 })).toBeUndefined();
    expect(useOf(use, { openedAtMs: atMs })?.isExpected).toBe(true);
  });

  test('a use of which nobody knows when it was', () => {
    const use = rootUse({ occurredAt: undefined });
    expect(useOf(use, { untilMs: Date.now() + hourMs })).toBeUndefined();
  });

  test('a use in Naver Cloud', () => {
    expect(useOf(rootUse({ cloud: 'ncloud' }))).toBeUndefined();
  });
});

describe('a message of several uses', () => {
  const expected = useOf(rootUse({ isReadOnly: true, eventName: 'ListBuckets' }));
  const loud = expected && { ...expected, isExpected: false };

  test('calls nobody only if all of them were expected', () => {
    expect(plannedTogether([expected, expected])?.isExpected).toBe(true);
    expect(plannedTogether([expected, loud])?.isExpected).toBe(false);
  });

  test('says nothing of a window if one of them lies in none, or in another', () => {
    const other = expected && { ...expected, window: { ...expected.window, id: '7F3K2M9QXB' } };
    expect(plannedTogether([expected, undefined])).toBeUndefined();
    expect(plannedTogether([undefined, expected])).toBeUndefined();
    expect(plannedTogether([expected, other])).toBeUndefined();
    expect(plannedTogether([])).toBeUndefined();
  });
});
