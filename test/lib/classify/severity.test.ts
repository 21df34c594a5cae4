import { describe, expect, test } from 'vitest';
import type { Actor, EventClass, Severity } from '../../../lib/classify/classes.ts';
import { ncloudSeverityOf } from '../../../lib/classify/judge-ncloud.ts';
import { severityOf } from '../../../lib/classify/severity.ts';

describe('a use in AWS', () => {
  test.each<[EventClass, Severity]>([
    ['signInWithoutMfa', 'critical'],
    ['signInWithMfa', 'high'],
    ['signInMfaUnknown', 'high'],
    ['signInUnclear', 'high'],
    ['signInFailed', 'medium'],
    ['accessKeyCreated', 'critical'],
    ['accessKeyChanged', 'high'],
    ['mfaAdded', 'high'],
    ['mfaRemoved', 'critical'],
    ['passwordRecovery', 'high'],
    ['passwordReset', 'critical'],
    ['password', 'critical'],
    ['email', 'critical'],
    ['loggingOff', 'critical'],
    ['assumeRoot', 'medium'],
    ['deletion', 'high'],
    ['action', 'high'],
    ['read', 'medium'],
  ])('of class %s is %s', (eventClass, severity) => {
    expect(severityOf(eventClass, 'direct')).toBe(severity);
  });

  test.each<[Actor, Severity]>([
    ['direct', 'critical'],
    ['federatedSession', 'critical'],
    ['centralizedSession', 'medium'],
    ['service', 'low'],
  ])('by %s is at most %s', (actor, severity) => {
    expect(severityOf('accessKeyCreated', actor)).toBe(severity);
  });

  test('that is mild is no worse for its actor', () => {
    expect(severityOf('read', 'direct')).toBe('medium');
  });
});

describe('a use in Naver Cloud', () => {
  test.each<[EventClass, boolean, Severity]>([
    ['signInWithoutMfa', false, 'high'],
    ['signInWithMfa', false, 'medium'],
    ['accessKeyCreated', false, 'high'],
    ['action', false, 'high'],
    ['action', true, 'low'],
  ])('of class %s, a log-out: %j, is %s', (eventClass, isLogOut, severity) => {
    expect(ncloudSeverityOf(eventClass, isLogOut)).toBe(severity);
  });
});
