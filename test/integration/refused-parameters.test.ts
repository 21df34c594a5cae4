import { rm } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyServiceWithoutCode, type Run, slsEach } from './support/service-copy.ts';

describe('sls package refuses in one sentence', () => {
  const refused: readonly (readonly [parameter: string, sentence: string])[] = [
    [
      'alarmTopicArn=arn:aws:sns:us-east-1:111122223333:root-alert',
      'alarmTopicArn: expected a topic in the home region ap-northeast-2.',
    ],
    [
      'trailLogGroup=arn:aws:logs:ap-northeast-2:111122223333:log-group:trail:*',
      'trailLogGroup: expected the name of the log group, in the home region, that the trail writes to; not its ARN.',
    ],
    ['alarmStates=OK', 'alarmStates: expected ALARM, alone or before others, such as ALARM,OK.'],
    [
      'alarmSubjects=root-alert',
      'alarmSubjects: expected what alarms are about, such as my-alarm=root 계정, separated by commas.',
    ],
    ['respond=yes', 'respond: expected on or off.'],
  ];
  let runs: readonly Run[] = [];
  beforeAll(async () => {
    const directory = await copyServiceWithoutCode();
    runs = await slsEach(
      directory,
      refused.map(([parameter]) => ['package', '--stage', 'prod', `--param=${parameter}`]),
    );
    await rm(directory, { recursive: true });
  });

  test.each(refused.map((row, index) => [...row, index] as const))('%s', (_, sentence, index) => {
    const { isRefused = false, output = '' } = runs[index] ?? {};
    expect(isRefused).toBe(true);
    expect(output).toContain(sentence);
    expect(output).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
  });
});
