import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeCommand, readCommandOptions } from '../../commands/command-options.ts';

afterEach(() => vi.unstubAllEnvs());

const redrive = {
  name: 'redrive',
  summary: 'Moves them back.',
  flags: { 'dry-run': 'only look' },
};

describe('the options of a command', () => {
  it('are a stage, a region and the flags that were given', () => {
    const args = ['--stage', 'prod', '--region', 'us-east-1', '--dry-run', '--json'];
    expect(readCommandOptions(args, redrive)).toEqual({
      stage: 'prod',
      region: 'us-east-1',
      flags: new Set(['dry-run', 'json']),
      values: new Map(),
    });
  });

  it.each([
    [['--region', 'us-east-1'], 'us-east-1'],
    [['--region', 'us-gov-west-1'], 'us-gov-west-1'],
    [[], 'ap-northeast-2'],
  ])('%j mean region %s, as for sls, whatever AWS_REGION says', (args, region) => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-west-1');
    expect(readCommandOptions(['--stage', 'dev', ...args], redrive)).toEqual({
      stage: 'dev',
      region,
      flags: new Set(),
      values: new Map(),
    });
  });

  it('may take values, which are told from its flags', () => {
    const planned = { ...redrive, values: { 'account <number>': 'whose', 'for <time>': 'long' } };
    const args = ['--stage', 'prod', '--account', '111122223333', '--dry-run'];
    const { flags, values } = readCommandOptions(args, planned);
    expect([flags, values]).toEqual([new Set(['dry-run']), new Map([['account', '111122223333']])]);
    expect(describeCommand(planned)).toMatch(/^ {2}--account <number> +whose$/m);
  });

  it('need no stage to ask for help, which names every option', () => {
    expect(readCommandOptions(['--help'], redrive).flags).toContain('help');
    const help = describeCommand(redrive);
    for (const option of ['--stage', '--region', '--dry-run', '--json', '--help']) {
      expect(help).toMatch(new RegExp(`^  ${option} .*[\\w)]$`, 'm'));
    }
  });

  it.each([
    ['no stage', [], 'Which stage is missing: npm run redrive -- --stage prod'],
    ['an empty stage', ['--stage', ''], 'Which stage is missing: '],
    ['a stage without its name', ['--stage'], 'argument missing: npm run redrive'],
    ['a stage that can be none', ['--stage', 'prod/../x'], 'stage: expected small letters'],
    ['what npm leaves without the --', ['prod'], "Unexpected argument 'prod'"],
    ['an unknown option', ['--stage', 'prod', '--force'], "Unknown option '--force'"],
    ["another command's flag", ['--stage', 'prod', '--alarm'], "Unknown option '--alarm'"],
    ['an empty region', ['--stage', 'prod', '--region', ''], '--region: expected the name'],
    ['no region', ['--stage', 'prod', '--region', 'Seoul'], '--region: expected the name'],
  ])('%s is refused in one line', (_, args, message) => {
    expect(() => readCommandOptions(args, redrive)).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: expect.stringMatching(/^[^\n]+$/),
      }),
    );
    expect(() => readCommandOptions(args, redrive)).toThrow(message);
  });
});
