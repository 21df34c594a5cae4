/** Stage, home region and `--param`s that a template is packaged with. */
export type Packaging = {
  readonly stage: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, string>>;
};

export const homes = ['ap-northeast-2', 'us-east-1'] as const;
export const stages = ['prod', 'dev'] as const;
export const longestStage = 'a-stage-with-a-long-name-27';

export const organization = {
  organizationId: 'o-a1b2c3d4e5',
  organizationalUnits: 'ou-ab12-11112222,r-ab12',
  organizationCallAs: 'DELEGATED_ADMIN',
};
/** An organization whose accounts are asked how their root can be used. */
export const posture = { ...organization, memberPosture: 'on' };
export const trailLogGroup = 'aws-cloudtrail-logs-111122223333';
export const alarmTopicArn = 'arn:aws:sns:ap-northeast-2:111122223333:root-alert';
export const opsEmail = 'ops@example.com';
export const escalationTopicArn = 'arn:aws:sns:us-east-1:444455556666:on-call';
/** All that is there only where people are asked, or told how it goes on. */
export const incidents = { respond: 'on', followUp: 'on', escalationTopicArn };

const atHome = (stage: string, parameters: Readonly<Record<string, string>> = {}): Packaging => ({
  stage,
  region: homes[0],
  parameters,
});

/** Everything that is off unless it is asked for. The zips of all functions are packaged with it. */
export const everythingOn = { evidence: 'on', respond: 'on' };

/**
 * What tests want the template of, packaged by one process before they run. A test that wants another gets it as well,
 * but pays for loading the framework: rather add it here. The last is what global-setup.ts also packages in full, for
 * support-service-copy.test.ts to compare.
 */
export const packagings: readonly Packaging[] = [
  ...stages.flatMap((stage) =>
    homes.map((region) => ({ stage, region, parameters: organization })),
  ),
  atHome('prod', { forwardRegions: 'us-east-1,ap-east-1' }),
  atHome('prod', { trailLogGroup, opsEmail }),
  atHome('prod', { alarmTopicArn, opsEmail }),
  atHome('prod', { alarmTopicArn, trailLogGroup }),
  atHome('prod', { trailLogGroup, alarmStates: 'ALARM, OK' }),
  atHome('dev', { trailLogGroup, alarmStates: 'ALARM,OK,INSUFFICIENT_DATA' }),
  atHome('prod', { opsEmail, ncloud: 'off' }),
  atHome('prod', { respond: 'off' }),
  atHome('prod', { reads: 'off' }),
  atHome(longestStage, everythingOn),
  atHome('prod', { ...everythingOn, evidenceDays: '30' }),
  atHome('prod', everythingOn),
  atHome('prod', { respond: 'on' }),
  atHome('prod', { ncloud: 'off', respond: 'on' }),
  atHome('prod', incidents),
  atHome('prod', { followUp: 'on' }),
  atHome('prod', posture),
  atHome('dev'),
  atHome('prod'),
];

/** Tells packagings apart. */
export function keyOf({ stage, region, parameters }: Packaging): string {
  return JSON.stringify([stage, region, Object.entries(parameters).toSorted()]);
}
