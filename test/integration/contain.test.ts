import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeAwsFailure } from '../../commands/aws-failure.ts';
import { runContain } from '../../commands/contain/run-contain.ts';
import { callsOfCommands } from '../../commands/deployer-policy/calls-of-commands.ts';
import { containPolicyText, namedContainPolicy } from '../../lib/contain/contain-policy.ts';
import { type AwsAccount, AwsRefusal, startAwsAccount } from './support/aws-account.ts';
import { ok } from './support/chat-room.ts';
import type { Lambda } from './support/lambda-runtime.ts';
import { type Organization, startOrganization } from './support/organizations.ts';
import { type OutboxScene, startOutboxScene } from './support/outbox-scene.ts';
import { readPost } from './support/read-post.ts';
import { run } from './support/run-command.ts';
import { documentedActions, wellAccount } from './support/well-account.ts';

const home = 'ap-northeast-2';
const management = '999988887777';
const member = '444455556666';
const sessionArn = `arn:aws:signin:us-east-1:${member}:session/3f6c0a52-81d4-4f0e-9c27-5b1d7e9a6c03`;
const target = { kind: 'session', accountId: member, sessionArn } as const;
const keys = {
  AWS_ACCESS_KEY_ID: 'AKIAOPERATOREXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_MAX_ATTEMPTS: '1',
};

let scene: OutboxScene;
let reconcile: Lambda;
let aws: AwsAccount;
let organization: Organization;
let said: string[];
let asked: string[];

/** The packaged function, as a deployment has it: the rooms hear of a containment from nobody else. */
beforeAll(async () => {
  scene = await startOutboxScene();
  scene.fillSecret('dooray');
  reconcile = await scene.start('reconcile', { env: { HEARTBEAT: 'off' } });
});
afterAll(() => scene.stop());

beforeEach(async () => {
  // A room is posted to once a second, and nobody waits here for that.
  scene.clock.jump(1_000);
  organization = startOrganization(management, { [member]: 'Payments', '777788889999': 'Shop' });
  aws = await startAwsAccount({
    ...wellAccount(),
    ...organization.answers,
    'lambda:Invoke': async ({ path, ...event }) => {
      expect(path).toContain('root-alert-prod-reconcile');
      const outcome = await reconcile.invoke(event);
      if (!outcome.ok) return { headers: { 'x-amz-function-error': 'Unhandled' }, body: {} };
      return { body: outcome.result };
    },
  });
  said = [];
  asked = [];
  for (const [name, value] of Object.entries({ ...aws.environment, ...keys, AWS_REGION: home }))
    vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.stop();
});

interface Typing {
  readonly flags?: readonly string[];
  readonly account?: string;
  readonly session?: string | undefined;
  /** Undefined: nobody is at the terminal. */
  readonly typed?: string | undefined;
}

async function contain(how: Typing = {}) {
  const { flags = [], account = member, session = sessionArn } = how;
  const typed = 'typed' in how ? how.typed : account;
  const isAll = flags.includes('all-root');
  const outcome = await runContain(
    {
      stage: 'prod',
      region: home,
      flags: new Set(flags),
      values: new Map([['account', account], ...(isAll ? [] : [['session', session] as const])]),
    },
    (line) => said.push(line),
    typed === undefined
      ? undefined
      : async (question) => {
          asked.push(question);
          return typed;
        },
  );
  return { ...outcome, text: [...said, ...outcome.lines].join('\n') };
}

/** What the person at the terminal reads where it does not go well. */
async function refusal(how: Typing = {}): Promise<string> {
  try {
    await contain(how);
  } catch (error) {
    return describeAwsFailure(error) ?? `a bug: ${error}`;
  }
  return 'not refused';
}

const attachedThere = () => [...(organization.attached.get(member) ?? [])];
const changes = () =>
  aws.calls.map(({ action }) => action).filter((it) => /:(?:Create|Attach|Detach|Delete)/.test(it));
const posts = () => scene.room.posts.map(readPost);

describe('npm run contain -- --stage prod --account … --session …', () => {
  it('shows what it would attach and where, asks for the account number, attaches it, and the room hears of it', async () => {
    const before = scene.room.posts.length;
    const { isOk, text, json } = await contain();

    const [id = ''] = attachedThere();
    expect(organization.policies.get(id)).toMatchObject({
      ...namedContainPolicy(target),
      content: containPolicyText(target),
    });
    expect(asked).toEqual(['Type the account number to attach it: ']);
    expect(said.join('\n')).toContain(`${member} (Payments)`);
    expect(said.join('\n')).toContain(`"aws:SignInSessionArn": "${sessionArn}"`);
    expect(text).toMatch(/^ok {4}attached {2}p-\w+ to account 444455556666$/m);
    expect(text).toMatch(/^ok {4}told {6}the room knows$/m);
    expect(text).toContain(`--account ${member} --session ${sessionArn} --release`);
    expect(json).toMatchObject({ account: member, deed: 'attached', isTold: true });
    expect(isOk).toBe(true);

    const [post] = posts().slice(before);
    expect(post?.headline).toBe(
      'root 로그인 세션 하나의 모든 요청을 차단했습니다 (npm run contain)',
    );
    expect(post?.summary).toContain(`멤버 계정 ${member} (Payments)`);
    expect(post?.summary).toContain(sessionArn);
    expect(post?.summary).toContain('AKIAOPERATOREXAMPLE');
  });

  it('says when run again that it is attached already, makes nothing, and tells the room no second time', async () => {
    await contain();
    const before = scene.room.posts.length;
    const made = changes();
    said = [];
    const { isOk, text } = await contain({ typed: undefined });
    expect(text).toContain('It is attached already');
    expect(text).toContain('as before');
    expect(changes()).toEqual(made);
    expect(scene.room.posts).toHaveLength(before);
    expect(isOk).toBe(true);
  });

  it('denies with --all-root what root and its federated sessions do, but not who repairs root', async () => {
    const before = scene.room.posts.length;
    const { text } = await contain({ flags: ['all-root'] });
    const [id = ''] = attachedThere();
    expect(JSON.parse(organization.policies.get(id)?.content ?? '').Statement[0].Condition).toEqual(
      {
        ArnLike: {
          'aws:PrincipalArn': [
            `arn:aws:iam::${member}:root`,
            `arn:aws:sts::${member}:federated-user/*`,
          ],
        },
        Null: { 'aws:AssumedRoot': 'true' },
      },
    );
    expect(text).toContain('no role and no other user');
    expect(posts()[before]?.headline).toContain('멤버 계정 root의 모든 요청을 차단했습니다');
  });

  it('attaches what an earlier attempt made and could not attach', async () => {
    organization.state.maxAttached = 0;
    expect(await refusal()).toMatch(
      /^The policy root-alert-contain-\w{16} \(p-made\d+\) is there, but it is NOT attached: nothing is denied\. The account has as many service control policies attached as AWS allows/,
    );
    organization.state.maxAttached = 10;
    await contain();
    expect(attachedThere()).toEqual([...organization.policies.keys()]);
    expect(attachedThere()).toHaveLength(1);
  });

  it('finds it on a later page of all policies', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const id = `p-other${name}00`;
      organization.policies.set(id, { id, name, description: '', content: '{}', tags: [] });
    }
    organization.state.maxAttached = 0;
    await refusal();
    organization.state.maxAttached = 10;
    expect((await contain()).isOk).toBe(true);
    expect(attachedThere()).toEqual([[...organization.policies.keys()].at(-1)]);
  });

  it.each([
    ['a no', 'no'],
    ['a yes, which is no number', 'yes'],
    ['another account', '777788889999'],
    ['nothing', ''],
  ])('changes nothing when %s is typed', async (_, typed) => {
    expect(await refusal({ typed })).toBe(`Nothing was changed: that is not ${member}.`);
    expect(changes()).toEqual([]);
  });

  it('changes nothing where nobody can be asked', async () => {
    expect(await refusal({ typed: undefined })).toMatch(/^Nothing was changed: .*in a terminal\.$/);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['the management account', management, /management account, whose root no .* binds.*runbook/],
    ['an account of others', '123456789012', /^123456789012 is no account of the organization o-/],
  ])('refuses %s', async (_, account, message) => {
    const session = sessionArn.replace(member, account);
    expect(await refusal({ account, session })).toMatch(message);
    expect(changes()).toEqual([]);
  });

  it.each<[string, Partial<Organization['state']>, RegExp]>([
    ['outside of an organization', { id: undefined }, /belong to no organization.*runbook/],
    ['without all features', { featureSet: 'CONSOLIDATED_BILLING' }, /consolidated billing only/],
    [
      'where such policies are not enabled',
      { arePoliciesOn: false },
      /aws organizations enable-policy-type --root-id r-ab12 /,
    ],
    [
      'without the rights, and says whose they are',
      { mayChangePolicies: false },
      /may not organizations:DescribeAccount in us-east-1.*management account.*--profile/,
    ],
  ])('refuses %s', async (_, state, message) => {
    Object.assign(organization.state, state);
    expect(await refusal()).toMatch(message);
    expect(changes()).toEqual([]);
  });

  it('does not use a policy of that name which somebody else made, as one that denies everybody everything', async () => {
    const { name, tags, description } = namedContainPolicy(target);
    const foreign = { id: 'p-foreign1', name, description, content: '{"Statement":[]}', tags };
    organization.policies.set('p-foreign1', foreign);
    expect(await refusal()).toMatch(/somebody made or changed it\. Nothing was changed\./);
    expect(attachedThere()).toEqual([]);
    organization.attached.set(member, new Set(['p-foreign1']));
    expect(await refusal({ flags: ['release'] })).toMatch(/somebody made or changed it/);
    expect(attachedThere()).toEqual(['p-foreign1']);
  });

  it('says that it is not known when AWS does not say whether it was attached', async () => {
    aws.answer('organizations:AttachPolicy', () => {
      aws.answer('organizations:ListPoliciesForTarget', () => {
        throw new AwsRefusal('ServiceException', 'down', 500);
      });
      throw new AwsRefusal('ServiceException', 'down', 500);
    });
    expect(await refusal()).toMatch(/is there, but it is not known whether it is attached\. /);
  });

  it('counts as attached what was attached though the answer was lost', async () => {
    const attach = organization.answers['organizations:AttachPolicy'];
    aws.answer('organizations:AttachPolicy', async (...call) => {
      await attach?.(...call);
      throw new AwsRefusal('ServiceException', 'down', 500);
    });
    expect((await contain()).isOk).toBe(true);
    expect(attachedThere()).toHaveLength(1);
  });

  it('fails, though it is attached, when the room does not take it, and tells the room when run again', async () => {
    const before = scene.room.posts.length;
    scene.room.willAnswer({ status: 400 });
    const first = await contain();
    expect(first.isOk).toBe(false);
    expect(first.text).toMatch(/^FIX {3}told {6}the room does NOT know: Not told: dooray /m);
    expect(first.text).toMatch(/^ok {4}attached /m);
    expect(first.text).not.toContain('/services/');
    expect(attachedThere()).toHaveLength(1);
    scene.room.willAnswer(ok());
    expect((await contain({ typed: undefined })).isOk).toBe(true);
    expect(posts().slice(before).at(-1)?.headline).toContain('차단했습니다');
  });

  it('says so when the deployed version cannot tell the room', async () => {
    aws.answer('lambda:Invoke', () => ({ body: null }));
    const { isOk, text } = await contain();
    expect(isOk).toBe(false);
    expect(text).toContain('The version that is deployed cannot tell it: deploy this one.');
  });
});

describe('npm run contain -- … --release', () => {
  it('takes off and deletes what contain attached, and the room hears of it', async () => {
    await contain();
    const before = scene.room.posts.length;
    const { isOk, text } = await contain({ flags: ['release'] });
    expect(asked.at(-1)).toBe('Type the account number to take it off and delete it: ');
    expect(text).toMatch(/^ok {4}released {2}p-\w+ from account 444455556666$/m);
    expect(attachedThere()).toEqual([]);
    expect(organization.policies.size).toBe(0);
    expect(posts()[before]?.headline).toBe('npm run contain으로 걸었던 root 차단을 해제했습니다');
    expect(isOk).toBe(true);
  });

  it('leaves every other policy where it is, and says what contain attached there', async () => {
    await contain({ flags: ['all-root'] });
    const [ours] = attachedThere();
    organization.policies.set('p-others01', {
      id: 'p-others01',
      name: 'guardrails',
      description: '',
      content: '{}',
      tags: [],
    });
    organization.attached.get(member)?.add('p-others01');
    said = [];
    const { isOk, text } = await contain({ flags: ['release'] });
    expect(isOk).toBe(false);
    expect(text).toContain('nothing to take off for this');
    expect(text).toMatch(/Attached there is root-alert-contain-\w+ \(p-made\d+\): .*all-root/);
    expect(attachedThere()).toEqual([ours, 'p-others01']);
  });

  it('does not delete what somebody attached elsewhere, and says so', async () => {
    await contain();
    organization.attached.set('777788889999', new Set(attachedThere()));
    const { text } = await contain({ flags: ['release'] });
    expect(text).toContain('is left: somebody attached it to 777788889999 as well');
    expect(attachedThere()).toEqual([]);
    expect(organization.policies.size).toBe(1);
  });

  it('says that it may still deny when it could not be taken off', async () => {
    await contain();
    aws.answer('organizations:DetachPolicy', () => {
      throw new AwsRefusal('ConcurrentModificationException', 'busy');
    });
    expect(await refusal({ flags: ['release'] })).toMatch(
      /^The policy p-made\d+ could not be taken off and may still deny\. /,
    );
    expect(attachedThere()).toHaveLength(1);
  });

  it('deletes what was made and never attached', async () => {
    organization.state.maxAttached = 0;
    await refusal();
    const before = scene.room.posts.length;
    const { isOk, text } = await contain({ flags: ['release'] });
    expect(text).toMatch(/^ok {4}deleted {3}p-made\d+, which was not attached$/m);
    expect(organization.policies.size).toBe(0);
    expect(scene.room.posts).toHaveLength(before);
    expect(isOk).toBe(true);
  });
});

describe('docs/contain-policy.json', () => {
  const { Statement } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/contain-policy.json'), 'utf8'),
  ) as {
    readonly Statement: readonly {
      readonly Action: readonly string[];
      readonly Resource: readonly string[];
      readonly Condition?: object;
    }[];
  };
  const actions = [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted();

  it('is what it calls, no more and no less', async () => {
    const called = await callsOfCommands(['commands/contain/contain.ts']);
    // A policy with tags takes the right to tag.
    expect(actions).toEqual([...called, 'organizations:TagResource'].toSorted());
    expect([...documentedActions('contain')].toSorted()).toEqual(actions);
    expect(await callsOfCommands()).not.toContain('organizations:AttachPolicy');
  });

  it('changes only what carries its tag, and only at single accounts', () => {
    const changing = Statement.filter(({ Action }) =>
      Action.some((action) => /^organizations:(?:Create|Attach|Detach|Delete|Tag)/.test(action)),
    );
    for (const { Resource, Condition } of changing) {
      const isAccounts = Resource.every((it) => /:account\/o-\*\/\*$/.test(it));
      const isTagged = /aws:(?:Resource|Request)Tag\/root-alert":"contain"/;
      expect(isAccounts || isTagged.test(JSON.stringify(Condition))).toBe(true);
      expect(JSON.stringify(Condition)).toContain('"SERVICE_CONTROL_POLICY"');
    }
    expect(JSON.stringify(Statement)).not.toMatch(/:root\/|:ou\//);
  });
});

describe('the command itself', () => {
  it('changes nothing in a pipe, and explains its options', async () => {
    const HOME = mkdtempSync(join(tmpdir(), 'root-alert-contain-'));
    const environment = { HOME, ...aws.environment, ...keys };
    try {
      const args = ['--stage', 'prod', '--account', member, '--session', sessionArn];
      const { code, stderr } = await run('npm', 'contain', args, environment);
      expect(stderr).toMatch(/^Nothing was changed: .*in a terminal\.$/m);
      expect(code).toBe(1);
      expect(changes()).toEqual([]);
      const help = await run('node', 'contain', ['--help'], environment);
      for (const option of [
        'account <number>',
        'session <ARN>',
        'profile <name>',
        'all-root',
        'release',
      ]) {
        expect(help.stdout).toContain(`--${option}`);
      }
    } finally {
      rmSync(HOME, { recursive: true });
    }
  });
});
