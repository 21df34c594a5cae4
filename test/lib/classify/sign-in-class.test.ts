import { describe, expect, test } from 'vitest';
import { judge } from '../../../lib/classify/judge.ts';
import { readEventBridgeEvent } from '../../../lib/sources/eventbridge-event.ts';
import { readSampleEvent, withField } from '../sample-events.ts';
import { composeShown as compose } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const cliLogin = readSampleEvent('root-cli-login.json');
const agent = readSampleEvent('root-agent-authorized.json');

function readUse(event: unknown) {
  const activity = readEventBridgeEvent(event);
  if (activity.kind !== 'use') throw new Error('not a use');
  return activity;
}

describe('a sign-in for a command line, an application or an agent', () => {
  test.each([
    'AuthorizeOAuth2Access',
    'CreateOAuth2Token',
    'CreateOAuth2TokenWithIAM',
    'CreateOAuth2TokenWithTokenExchange',
    'CreateBearerToken',
  ])('%s is no read, though AWS says so, and is high', (eventName) => {
    const use = readUse(withField(cliLogin, 'detail.eventName', eventName));
    expect(use).toMatchObject({ isReadOnly: false, outcome: 'success' });
    expect(use.verdict).toMatchObject({ eventClass: 'cliSession', severity: 'high' });
  });

  test('for what is not aws login is that of an agent', () => {
    expect(readUse(agent).verdict.eventClass).toBe('agentAccess');
    const nameless = withField(agent, 'detail.requestParameters', undefined);
    expect(readUse(nameless).verdict).toMatchObject({ eventClass: 'agentAccess' });
  });

  test.each(['false', false])('failed where additionalEventData.success is %j', (success) => {
    expect(readUse(withField(agent, 'detail.additionalEventData.success', success)).outcome).toBe(
      'failure',
    );
  });

  test('that only renews tokens is milder', () => {
    const renewed = withField(agent, 'detail.additionalEventData.grant_type', 'refresh_token');
    expect(readUse(renewed).verdict).toMatchObject({
      eventClass: 'sessionRefreshed',
      severity: 'medium',
    });
  });

  test('of another service by such a name is none', () => {
    const other = withField(cliLogin, 'detail.eventSource', 'iam.amazonaws.com');
    expect(readUse(other)).toMatchObject({ isReadOnly: true, verdict: { eventClass: 'read' } });
  });
});

describe('a log-in', () => {
  const failed = readSampleEvent('root-login-failed-mfa.json');

  test.each(['Yes', 'YES', 'yes'])(
    'that failed with %j for MFA got past the password',
    (MFAUsed) => {
      const event = withField(failed, 'detail.additionalEventData.MFAUsed', MFAUsed);
      expect(readUse(event).verdict).toMatchObject({
        eventClass: 'signInPastPassword',
        severity: 'high',
      });
    },
  );

  test('that failed without MFA is a guess at the password', () => {
    const event = withField(failed, 'detail.additionalEventData.MFAUsed', 'No');
    expect(readUse(event).verdict).toMatchObject({
      eventClass: 'signInFailed',
      severity: 'medium',
    });
  });

  test.each([
    ['https://console.aws.amazon.com/console/home', 'signed in to the console'],
    ['https://eu-west-1.console.aws.amazon.com/', 'signed in to the console'],
    ['https://repost.aws/auth', 'signed in to AWS re:Post'],
    ['https://evil.example/<!channel>', 'signed in to evil.example'],
    ['no address', 'signed in to the console'],
  ])('to %s says %s', (LoginTo, words) => {
    const event = withField(
      readSampleEvent('root-login-repost.json'),
      'detail.additionalEventData.LoginTo',
      LoginTo,
    );
    const { headline } = compose(readUse(event), { words: wordsIn.en, timeZone: 'UTC' });
    expect(headline).toContain(words);
  });

  test('at an identity provider is a glitch only where it failed', () => {
    const glitch = readSampleEvent('root-external-idp-failed.json');
    expect(readUse(glitch).verdict.severity).toBe('low');
    const done = withField(glitch, 'detail.errorMessage', undefined);
    expect(readUse(done).verdict.severity).toBe('high');
  });
});

describe('a call of IAM that names no user', () => {
  const own = readSampleEvent('root-own-password.json');
  const byRoot = withField(own, 'detail.userIdentity.sessionContext.assumedRoot', undefined);

  test.each([
    ['CreateLoginProfile', 'rootPasswordCreated'],
    ['DeleteLoginProfile', 'rootPasswordDeleted'],
    ['UpdateLoginProfile', 'password'],
    ['UploadSigningCertificate', 'rootCredentialCreated'],
    ['CreateServiceSpecificCredential', 'rootCredentialCreated'],
    ['CreateAccessKey', 'accessKeyCreated'],
  ])('%s by root is about root itself, and critical', (eventName, eventClass) => {
    const use = readUse(withField(byRoot, 'detail.eventName', eventName));
    expect(use.verdict).toMatchObject({ eventClass, severity: 'critical' });
  });

  test('is not about root where it names one', () => {
    const named = withField(byRoot, 'detail.requestParameters', { userName: 'deploy' });
    expect(readUse(named).verdict.eventClass).toBe('identity');
  });

  test('is not about root where another one calls', () => {
    const other = withField(byRoot, 'detail.userIdentity.type', 'FederatedUser');
    expect(readUse(other).isAboutRootItself).toBe(false);
  });
});

test('a data event is counted as a read, unless it destroys', () => {
  const put = readUse(readSampleEvent('root-data-event.json'));
  expect(put.verdict.severity).toBe('medium');
  expect(judge({ ...put, eventName: 'DeleteObject' }).severity).toBe('high');
});
