import { expect, test } from 'vitest';
import { killLine } from '../../../lib/messages/kill-line.ts';
import { followUpWords } from '../../../lib/messages/words-follow-up.ts';
import { rootUse } from '../root-use.ts';

const session = 'arn:aws:signin:us-east-1:444455556666:session/3f6c1d2e';
const said = followUpWords.en;
const lines = (use: Parameters<typeof killLine>[0], stage: string | undefined = 'prod') =>
  killLine(use, stage, said).map(({ value }) => value.unescaped);
const member = rootUse({ accountId: '444455556666' });
const identity = { ...member.identity, signInSessionArn: session };

test('a sign-in of a command line is stopped by itself', () => {
  const [command, policy, note] = lines({ ...member, identity, isFromConsole: false });
  expect(command).toBe(
    `npm run contain -- --stage prod --account 444455556666 --session ${session}`,
  );
  expect(JSON.parse(policy ?? '')).toMatchObject({
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Condition: { ArnEquals: { 'aws:SignInSessionArn': session } },
      },
    ],
  });
  expect(policy).not.toContain('*');
  expect(note).toContain('management account');
});

test('a session of the console is stopped with all that root does there', () => {
  const [command, policy] = lines({ ...member, identity, isFromConsole: true });
  expect(command).toBe('npm run contain -- --stage prod --account 444455556666 --all-root');
  expect(policy).toContain('aws:PrincipalArn');
});

test('a session that no AWS names so gets into no command and no policy', () => {
  const hostile = `${session}","aws:x":"*; rm -rf /`;
  const said = lines({ ...member, identity: { ...identity, signInSessionArn: hostile } }).join(' ');
  expect(said).not.toContain('rm -rf');
  expect(said).toContain('--all-root');
});

test.each([
  ['a use in Naver Cloud', rootUse({ cloud: 'ncloud', accountId: '444455556666' })],
  ['a use of no known account', rootUse({ accountId: undefined })],
  ['what somebody else did', rootUse({ isByOther: true, accountId: '444455556666' })],
  ['what is not kept', undefined],
])('%s has none', (_, use) => {
  expect(lines(use)).toEqual([]);
});

test('where the stage is not known, the policy is there without the command', () => {
  expect(killLine(member, undefined, said).map(({ label }) => label)).toEqual([
    said.label.policy,
    '',
  ]);
});
