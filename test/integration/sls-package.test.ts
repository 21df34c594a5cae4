import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organization } from './support/packagings.ts';
import { copyServiceWithoutCode, type Run, readTemplate, slsEach } from './support/service-copy.ts';
import { stackSetTemplates } from './support/stack-set-templates.ts';

describe('sls package', () => {
  const pack = (...args: string[]) => [
    'package',
    ...(args.some((arg) => arg.startsWith('--stage=')) ? [] : ['--stage=prod']),
    ...args,
  ];
  const organizationParameters = Object.entries(organization).map(
    ([name, value]) => `--param=${name}=${value}`,
  );

  const refused: readonly (readonly [args: readonly string[], sentence: string])[] = [
    [
      ['--param=alarmTopicArn=arn:aws:sns:us-east-1:111122223333:root-alert'],
      'alarmTopicArn: expected a topic in the home region ap-northeast-2.',
    ],
    [
      ['--param=trailLogGroup=arn:aws:logs:ap-northeast-2:111122223333:log-group:trail:*'],
      'trailLogGroup: expected the name of the log group, in the home region, that the trail writes to; not its ARN.',
    ],
    [
      ['--param=alarmStates=OK'],
      'alarmStates: expected ALARM, alone or before others, such as ALARM,OK.',
    ],
    [
      ['--param=alarmSubjects=root-alert'],
      'alarmSubjects: expected what alarms are about, such as my-alarm=root 계정, separated by commas.',
    ],
    [['--param=respond=yes'], 'respond: expected on or off.'],
    [['--param=memberPosture=on'], 'memberPosture: expected on only together with organizationId.'],
    [
      ['--param=forwardRegions=us-east-9'],
      'forwardRegions: expected names of AWS regions; us-east-9 is none we know.',
    ],
    [
      ['--param=forwardRegions=us-east-1,ap-northeast-2'],
      'forwardRegions: expected regions other than the home region ap-northeast-2, which needs no forwarder.',
    ],
    [
      ['--region=us-east-1', '--param=forwardRegions=us-east-1'],
      'forwardRegions: expected regions other than the home region us-east-1, which needs no forwarder.',
    ],
    [
      ['--region=us-gov-west-1'],
      'region: expected the name of an AWS region; us-gov-west-1 is none we know.',
    ],
    [
      ['--param=organizationId=a1b2c3d4e5', '--param=organizationalUnits=ou-ab12-11112222'],
      'organizationId: expected the id of an organization, such as o-a1b2c3d4e5.',
    ],
    [
      ['--param=organizationId=o-a1b2c3d4e5', '--param=organizationalUnits=Production'],
      'organizationalUnits: expected ids such as ou-ab12-11112222 or r-ab12; Production is none.',
    ],
    [
      ['--param=organizationId=o-a1b2c3d4e5'],
      'organizationalUnits: expected the ids of organizational units, or of the root, to go with organizationId.',
    ],
    [
      ['--param=organizationalUnits=ou-ab12-11112222'],
      'organizationId: expected the id of an organization, such as o-a1b2c3d4e5.',
    ],
    [
      [...organizationParameters, '--param=organizationCallAs=ADMIN'],
      'organizationCallAs: expected SELF or DELEGATED_ADMIN.',
    ],
    [
      ['--stage=the-branch-of-somebody-in-it'],
      'stage: expected at most 27 characters in ap-northeast-2; the-branch-of-somebody-in-it has 28.',
    ],
  ];

  let service = '';
  let runs: readonly Run[] = [];
  const inService = (...path: string[]) => join(service, ...path);
  // All in one process: loading the framework takes many times as long as a run.
  beforeAll(async () => {
    service = await copyServiceWithoutCode();
    runs = await slsEach(service, [
      ...refused.map(([args], index) => pack(...args, '--package', `refused-${index}`)),
      pack(...organizationParameters),
      pack('--package', 'no-organization'),
      pack(...organizationParameters, '--package', 'packaged'),
    ]);
  });
  afterAll(() => rm(service, { recursive: true }));

  test.each(refused.map((row, index) => [...row, index] as const))(
    '%j is refused in one sentence, and packages nothing',
    (_, sentence, index) => {
      const { isRefused = false, output = '' } = runs[index] ?? {};
      expect(isRefused).toBe(true);
      expect(output.split('\n').filter((line) => line.includes(sentence))).toEqual([sentence]);
      expect(output).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
      expect(existsSync(inService(`refused-${index}`))).toBe(false);
    },
  );

  test("writes the organization's forwarder where the package goes, for the accounts that its StackSet never reaches", async () => {
    expect(runs.at(-1)).toMatchObject({ isRefused: false });
    const written = JSON.parse(readFileSync(inService('packaged', 'forwarder.json'), 'utf8'));
    const packaged = await readTemplate(service, 'packaged');
    expect(written).toEqual(stackSetTemplates(packaged)['OrganizationForwarders']);
    expect(written.Parameters).toEqual({
      BusArn: { Type: 'String' },
      HomeAccountId: { Type: 'String', Default: 'none' },
    });
    expect(existsSync(inService('.serverless'))).toBe(false);
  });

  test('leaves it there no longer than there is an organization', async () => {
    const [before, run] = runs.slice(-3);
    expect([before, run]).toMatchObject([{ isRefused: false }, { isRefused: false }]);
    const packaged = await readTemplate(service, 'no-organization');
    expect(Object.keys(stackSetTemplates(packaged))).toEqual(['Forwarders']);
    expect(existsSync(inService('no-organization', 'forwarder.json'))).toBe(false);
  });
});
