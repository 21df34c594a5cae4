import { afterEach, describe, expect, it, vi } from 'vitest';
import { readRedriveOptions } from '../../scripts/redrive-options.js';

afterEach(() => vi.unstubAllEnvs());

describe('the options of npm run redrive', () => {
  it('are a stage, a region and whether only to look', () => {
    expect(readRedriveOptions(['--stage', 'prod', '--region', 'us-east-1', '--dry-run'])).toEqual({
      stage: 'prod',
      region: 'us-east-1',
      isDryRun: true,
    });
  });

  it.each([
    [['--region', 'us-east-1'], 'us-east-1'],
    [['--region', 'us-gov-west-1'], 'us-gov-west-1'],
    [[], 'ap-northeast-2'],
  ])('%j mean region %s, as for sls, whatever AWS_REGION says', (args, region) => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-west-1');
    expect(readRedriveOptions(['--stage', 'dev', ...args])).toEqual({
      stage: 'dev',
      region,
      isDryRun: false,
    });
  });

  it.each([
    ['no stage', [], 'Which stage is missing: npm run redrive -- --stage prod'],
    ['an empty stage', ['--stage', ''], 'Which stage is missing: '],
    ['a stage without its name', ['--stage'], 'argument missing: npm run redrive'],
    ['what npm leaves without the --', ['prod'], "Unexpected argument 'prod'"],
    ['an unknown option', ['--stage', 'prod', '--force'], "Unknown option '--force'"],
    ['an empty region', ['--stage', 'prod', '--region', ''], '--region: expected the name'],
    ['no region', ['--stage', 'prod', '--region', 'Seoul'], '--region: expected the name'],
  ])('%s is refused in one line', (_, args, message) => {
    expect(() => readRedriveOptions(args)).toThrow(
      expect.objectContaining({
        name: 'Refusal',
        message: expect.stringMatching(/^[^\n]+$/),
      }),
    );
    expect(() => readRedriveOptions(args)).toThrow(message);
  });
});
