import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { trailStep } from '../../plugin/trail-step.ts';
import { type CloudTrail, goodTrail, startCloudTrail } from '../integration/support/cloudtrail.ts';

let cloudTrail: CloudTrail;
beforeEach(async () => {
  cloudTrail = await startCloudTrail();
  for (const [name, value] of Object.entries(cloudTrail.environment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cloudTrail.stop();
});

const step = (accountId = async () => '123456789012') =>
  trailStep({
    region: 'ap-northeast-2',
    clientConfig: async () => ({
      region: 'ap-northeast-2',
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    }),
    accountId,
  });

describe('after a deployment', () => {
  test('nothing is said where a good trail is', async () => {
    expect(await step()).toBeUndefined();
  });

  test.each([
    ['there is no trail', [], /^Next step: make a CloudTrail trail\./],
    ['the trail does not log', [{ ...goodTrail, isLogging: false }], /^Next step: start /],
    [
      'the trail logs writes only',
      [{ ...goodTrail, selectors: { EventSelectors: [{ ReadWriteType: 'WriteOnly' }] } }],
      /^Next step: let the CloudTrail trail log reads and writes/,
    ],
    [
      'the trail is of one region',
      [{ ...goodTrail, IsMultiRegionTrail: false }],
      /^Next step: let the CloudTrail trail log all regions/,
    ],
  ])('a step is left where %s', async (_, trails, expected) => {
    cloudTrail.trails.splice(0, 1, ...trails);
    expect(await step()).toMatch(expected);
    expect(await step()).toContain('docs/coverage.md');
  });

  test('what could not be looked up is said, and the deployment goes on', async () => {
    const denied = async () => {
      throw new DOMException('', 'AccessDenied');
    };
    expect(await step(denied)).toContain('could not check: AccessDenied');
  });
});
