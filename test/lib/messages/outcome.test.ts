import { describe, expect, test } from 'vitest';
import type { RootActivity } from '../../../lib/root-activity.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { readNcloudActivity } from '../../../lib/sources/ncloud-activity.ts';
import { readSampleActivity, sampleActivityFiles } from '../sample-activities.ts';
import { readSampleEvent, sampleEventFiles, withField } from '../sample-events.ts';
import {
  composeShown as compose,
  composeDigestShown as composeDigest,
  type ShownMessage as Message,
} from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const locales = ['ko', 'en'] as const;
const inEnglish = { words: wordsIn.en, timeZone: 'UTC' } as const;

const all: readonly (readonly [string, RootActivity | undefined])[] = [
  ...sampleEventFiles.map((file) => [file, readCloudTrailEvent(readSampleEvent(file))] as const),
  ...sampleActivityFiles.map((file) => {
    const account = { name: 'x', includesPlatformActions: true };
    return [file, readNcloudActivity(readSampleActivity(file), account)] as const;
  }),
];

const factOf = (message: Message, label: string): string | undefined =>
  message.facts.find((fact) => fact.label === label)?.value;

describe('no text points to what the message does not name', () => {
  test.each(all)('%s', (_, activity) => {
    if (activity === undefined) throw new Error('no activity');
    const label = { ko: '대상', en: 'Target' };
    for (const locale of locales) {
      const message = compose(activity, { words: wordsIn[locale], timeZone: 'UTC' });
      const text = `${message.headline} ${message.advice?.value}`;
      const isPointing = /named below|below|아래/.test(text);
      expect(isPointing && factOf(message, label[locale]) === undefined).toBe(false);
    }
  });
});

describe('each outcome has its own words', () => {
  const create = readSampleEvent('root-access-key-cli.json');
  const failed = (errorCode: string) => withField(create, 'detail.errorCode', errorCode);
  const codes = [
    'AccessDenied',
    'ThrottlingException',
    'EntityAlreadyExists',
    'NoSuchEntityException',
    'DeleteConflict',
    'ValidationError',
    'LimitExceeded',
    'ServiceUnavailable',
    'Client.DryRunOperation',
    'SomethingNew',
  ];
  const events = [create, ...codes.map(failed)];

  test.each(locales)('in the headline, the result and the list of a digest, in %s', (locale) => {
    const settings = { words: wordsIn[locale], timeZone: 'UTC' };
    const uses = events.map((event) => readCloudTrailEvent(event));
    const messages = uses.map((use) => compose(use, settings));
    const digests = uses.map((use) => composeDigest([use, use], settings));
    const result = locale === 'ko' ? '결과' : 'Result';
    for (const texts of [
      messages.map(({ headline }) => headline),
      messages.map((message) => factOf(message, result)?.split(' · ')[0] ?? 'done'),
      digests.map(({ notable }) => notable.join()),
    ]) {
      expect(new Set(texts).size).toBe(events.length);
    }
  });

  test('and what failed is not told as done, nor made milder', () => {
    const stop = readSampleEvent('root-stop-logging.json');
    for (const code of codes) {
      const use = readCloudTrailEvent(withField(stop, 'detail.errorCode', code));
      const { severity, headline } = compose(use, inEnglish);
      expect(severity).toBe('critical');
      expect(headline).toMatch(/tried to/);
    }
  });

  test('and a parameter that a caller may add to any call of S3 makes no dry run of it', () => {
    const bucket = withField(
      readSampleEvent('root-bucket-policy.json'),
      'detail.requestParameters.dryRun',
      'true',
    );
    expect(compose(readCloudTrailEvent(bucket), inEnglish).headline).not.toMatch(/dry run/);
  });

  test('and a dry run of new code for a function, which Lambda answers with success, is one', () => {
    let event = withField(create, 'detail.eventSource', 'lambda.amazonaws.com');
    event = withField(event, 'detail.eventName', 'UpdateFunctionCode20150331v2');
    event = withField(event, 'detail.requestParameters', { functionName: 'f', dryRun: true });
    expect(compose(readCloudTrailEvent(event), inEnglish).headline).toMatch(/dry run/);
  });
});

describe('what makes things safer', () => {
  test.each(['root-unshare-image', 'root-close-port', 'root-block-public-access'])(
    '%s is told without alarm, and with no advice to close it',
    (name) => {
      const use = readCloudTrailEvent(readSampleEvent(`${name}.json`));
      for (const locale of locales) {
        const message = compose(use, { words: wordsIn[locale], timeZone: 'UTC' });
        expect(message.severity).toBe('medium');
        expect(message.advice?.value).not.toMatch(/close|undo|해제|되돌/);
      }
    },
  );

  test('is one kind with its opposite in no digest', () => {
    const opened = readSampleEvent('root-share-snapshot.json');
    const parameters = 'detail.requestParameters.createVolumePermission';
    const closed = withField(opened, parameters, {
      remove: { items: [{ userId: '777788889999' }] },
    });
    const digest = composeDigest(
      [closed, opened].map((event) => readCloudTrailEvent(event)),
      inEnglish,
    );
    const text = digest.notable.join('\n');
    expect(text).toMatch(/removes access/);
    expect(text).toMatch(/gives access/);
  });
});

describe('what AWS left out', () => {
  test('is said, and counts as the worst where it may hide administrator rights', () => {
    const message = compose(
      readCloudTrailEvent(readSampleEvent('root-parameters-omitted.json')),
      inEnglish,
    );
    expect(factOf(message, 'Target')).toMatch(/AWS left the call parameters/);
    expect(message.severity).toBe('critical');
  });
});
