import { describe, expect, it } from 'vitest';
import { readRedriveOptions } from '../../scripts/redrive-options.js';

describe('the options of npm run redrive', () => {
  it('are a stage, a region and whether only to look', () => {
    expect(
      readRedriveOptions(['--stage', 'prod', '--region', 'us-east-1', '--dry-run'], {}),
    ).toEqual({ stage: 'prod', region: 'us-east-1', isDryRun: true });
  });

  it.each([
    [['--region', 'us-east-1'], { AWS_REGION: 'eu-west-1' }, 'us-east-1'],
    [[], { AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
    [[], { AWS_REGION: '' }, 'ap-northeast-2'],
    [[], {}, 'ap-northeast-2'],
    [['--region', 'us-gov-west-1'], {}, 'us-gov-west-1'],
  ])('%j with %j mean region %s', (args, environment, region) => {
    expect(readRedriveOptions(['--stage', 'dev', ...args], environment)).toEqual({
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
    ['no region', ['--stage', 'prod', '--region', 'Seoul'], '--region: expected the name'],
  ])('%s is refused in one line', (_, args, message) => {
    expect(() => readRedriveOptions(args, {})).toThrow(
      expect.objectContaining({
        name: 'Refusal',
        message: expect.stringMatching(/^[^\n]+$/),
      }),
    );
    expect(() => readRedriveOptions(args, {})).toThrow(message);
  });

  it('a region of the environment that is none is refused by its own name', () => {
    expect(() => readRedriveOptions(['--stage', 'prod'], { AWS_REGION: 'x' })).toThrow(
      /^AWS_REGION: expected/,
    );
  });
});
