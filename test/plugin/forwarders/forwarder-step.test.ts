import { afterEach, describe, expect, test, vi } from 'vitest';
import { forwarderStep } from '../../../plugin/forwarders/forwarder-step.ts';
import {
  type Answer,
  type CloudFormation,
  startCloudFormation,
} from '../support/cloudformation.ts';

const home = '111122223333';
const own = 'root-alert-prod-forwarders';
const organization = 'root-alert-prod-organization';
const opening = [
  'Not every forwarder is known to be in place; where there is none, uses of root go unseen.',
  'How to look: docs/coverage.md, "How to check".',
];

let cloudFormation: CloudFormation | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  cloudFormation?.stop();
  cloudFormation = undefined;
});

/** CloudFormation on loopback, as the SDK's own variable points to it. Returns the calls it gets. */
const answering = async (answer: (call: Readonly<Record<string, string>>) => Answer) => {
  cloudFormation = await startCloudFormation(answer);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', cloudFormation.url);
  return cloudFormation.calls;
};

const forwarding = {
  home: 'ap-northeast-2',
  forwardRegions: 'us-east-1, us-west-2',
  organizationId: '',
  organizationalUnits: '',
  organizationCallAs: '',
};
const ofOrganization = {
  ...forwarding,
  organizationId: 'o-a1b2c3d4e5',
  organizationalUnits: 'r-ab12',
};

const clientConfig = async (): Promise<object> => ({
  region: 'ap-northeast-2',
  credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  maxAttempts: 1,
});
const look = (more: Partial<Parameters<typeof forwarderStep>[0]> = {}) =>
  forwarderStep({ stage: 'prod', forwarding, clientConfig, ...more });
const step = async (more: Partial<Parameters<typeof forwarderStep>[0]> = {}) =>
  (await look(more))?.text.split('\n');

const retry = (operation: string, name: string, targets: string, regions: string) =>
  `    To try again, once the cause is gone: aws cloudformation ${operation}-stack-instances --region ap-northeast-2 --stack-set-name ${name} ${targets} --regions ${regions}`;

const whole: Answer = {
  page: [
    [home, 'us-east-1'],
    [home, 'us-west-2'],
  ],
};

describe('the forwarders of this account', () => {
  test('are looked at, and nothing is said when all are in place', async () => {
    const calls = await answering(() => whole);
    expect(await step()).toBeUndefined();
    expect(calls).toEqual([
      {
        Action: 'ListStackInstances',
        Version: '2010-05-15',
        StackSetName: own,
        MaxResults: '100',
      },
    ]);
  });

  test('that failed or are missing are told, with why and how to look', async () => {
    await answering(() => ({ page: [[home, 'us-east-1', 'OUTDATED', 'FAILED', 'denied']] }));
    expect(await step()).toEqual([
      ...opening,
      `  ${own}:`,
      `    us-east-1 (${home}): OUTDATED, FAILED: denied`,
      `    us-west-2 (${home}): no forwarder`,
      retry('update', own, `--accounts ${home}`, 'us-east-1'),
      retry('create', own, `--accounts ${home}`, 'us-west-2'),
    ]);
    expect((await look())?.hasGaps).toBe(true);
  });

  test('that are still being put in place are told, and are no gap', async () => {
    await answering(() => ({
      page: [
        [home, 'us-east-1'],
        [home, 'us-west-2', 'OUTDATED', 'RUNNING'],
      ],
    }));
    expect((await look())?.hasGaps).toBe(false);
  });

  test('are read to the last page', async () => {
    const calls = await answering(({ NextToken, StackInstanceRegion: region }) => {
      if (region === 'us-west-2') {
        return NextToken === 'two'
          ? { page: [[home, region, 'OUTDATED', 'CANCELLED']] }
          : { page: [], next: 'two' };
      }
      return { page: [[home, 'us-east-1']], ...(region === undefined && { next: 'more' }) };
    });
    expect(await step()).toEqual([
      ...opening,
      `  ${own}:`,
      `    us-west-2 (${home}): OUTDATED, CANCELLED`,
      retry('update', own, `--accounts ${home}`, 'us-west-2'),
    ]);
    expect(calls).toHaveLength(4);
  });

  test('of a thousand accounts are read region by region, and whoever waits hears how many there are so far', async () => {
    const account = (n: number) => String(100_000_000_000 + n);
    const calls = await answering(
      ({ NextToken = '0', StackInstanceRegion: region = 'us-east-1' }) => {
        const from = Number(NextToken);
        return {
          page: Array.from({ length: 100 }, (_, n) => [account(from + n), region] as const),
          ...(from < 900 && { next: String(from + 100) }),
        };
      },
    );
    const heard: string[] = [];
    expect(await step({ showProgress: (sentence) => heard.push(sentence) })).toBeUndefined();
    expect(calls).toHaveLength(1 + 2 * 10);
    expect(heard).toEqual(
      [1_000, 2_000].map((n) => expect.stringContaining(`${own}: ${n} so far`)),
    );
  });

  test('are compared to all regions that are on by default when none is named', async () => {
    await answering(() => whole);
    const lines = await step({ forwarding: { ...forwarding, forwardRegions: '' } });
    expect(lines?.at(-2)).toMatch(/^ {4}ap-northeast-1, .+, us-west-1 \(111122223333\): no forw/);
    expect(lines?.at(-2)).not.toMatch(/ap-northeast-2|us-east-1|us-west-2/);
  });
});

describe('the forwarders of an organization', () => {
  test.each([
    ['', 'SELF'],
    ['DELEGATED_ADMIN', 'DELEGATED_ADMIN'],
  ])('are asked for as whoever deployed them: %j as %s', async (organizationCallAs, callAs) => {
    const calls = await answering(({ StackSetName }) =>
      StackSetName === own
        ? whole
        : {
            page: ['us-east-1', 'us-west-2', 'ap-northeast-2'].map((region) => [home, region]),
          },
    );
    expect(await step({ forwarding: { ...ofOrganization, organizationCallAs } })).toBeUndefined();
    const asked = calls.map(({ StackSetName, CallAs }) => [StackSetName, CallAs]);
    expect(asked.toSorted()).toEqual([
      [own, undefined],
      [organization, callAs],
    ]);
  });

  test('are wanted in the home region too', async () => {
    await answering(() => whole);
    expect(await step({ forwarding: ofOrganization })).toEqual([
      ...opening,
      `  ${organization}:`,
      `    ap-northeast-2 (${home}): no forwarder`,
      retry(
        'create',
        organization,
        '--deployment-targets OrganizationalUnitIds=r-ab12 --call-as SELF',
        'ap-northeast-2',
      ),
    ]);
  });

  test('that nobody may look at do not hide what is wrong in this account', async () => {
    await answering(({ StackSetName }) =>
      StackSetName === own ? { page: [[home, 'us-east-1']] } : 'AccessDenied',
    );
    expect(await step({ forwarding: ofOrganization })).toEqual([
      ...opening,
      `  ${own}:`,
      `    us-west-2 (${home}): no forwarder`,
      retry('create', own, `--accounts ${home}`, 'us-west-2'),
      `  ${organization}:`,
      '    could not check: AccessDenied',
    ]);
  });
});

describe('a look-up that fails is told, and never thrown', () => {
  test('when the StackSet is not there, which is a gap', async () => {
    await answering(() => 'StackSetNotFoundException');
    expect((await look())?.hasGaps).toBe(true);
    expect(await step()).toEqual([
      ...opening,
      `  ${own}:`,
      '    there is no such StackSet, so no region has a forwarder',
    ]);
  });

  test('when it breaks off, with what was seen until then and no guess at what is missing', async () => {
    await answering(({ NextToken, StackInstanceRegion: region }) =>
      NextToken === undefined && region !== 'us-west-2'
        ? { page: [[home, 'us-east-1', 'OUTDATED', 'FAILED']], next: 'two' }
        : 'Throttling',
    );
    expect(await step()).toEqual([
      ...opening,
      `  ${own}:`,
      `    us-east-1 (${home}): OUTDATED, FAILED`,
      '    could not check beyond the first 1: Throttling',
      retry('update', own, `--accounts ${home}`, 'us-east-1'),
    ]);
  });

  test('when no answer comes in time, which is no gap that is known', async () => {
    await answering(() => null);
    expect((await look({ timeoutMs: 20 }))?.hasGaps).toBe(false);
    expect(await step({ timeoutMs: 20 })).toEqual([
      ...opening,
      `  ${own}:`,
      '    could not check: TimeoutError',
    ]);
  });

  test('when the pages never end', async () => {
    await answering(({ NextToken = '0' }) => ({
      page: [[home, 'us-east-1']],
      next: String(Number(NextToken) + 1),
    }));
    const lines = await step({ timeoutMs: 200 });
    expect(lines?.at(-1)).toMatch(/^ {4}could not check beyond the first \d+: TimeoutError$/);
  });

  test('when there are no credentials', async () => {
    const lines = await step({
      clientConfig: async () => {
        throw Object.assign(new Error('none'), { name: 'CredentialsProviderError' });
      },
    });
    expect(lines).toEqual([...opening, '  could not check: CredentialsProviderError']);
  });

  test('when the parameters say nothing that can be read', async () => {
    const lines = await step({ forwarding: { ...forwarding, forwardRegions: 'mars-1' } });
    expect(lines).toEqual([...opening, '  could not check: UserError']);
  });
});
