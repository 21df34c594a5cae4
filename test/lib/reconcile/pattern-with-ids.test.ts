import { expect, test } from 'vitest';
import { patternWithIds } from '../../../lib/reconcile/pattern-with-ids.ts';

const names = { keyArn: (id: string) => `arn:aws:kms:ap-northeast-2:111122223333:key/${id}` };
const pattern = JSON.stringify({
  keyId: [{ Ref: 'TopicKey' }, { 'Fn::GetAtt': ['TopicKey', 'Arn'] }],
  apiId: [{ Ref: 'RespondApi' }],
});

test('the pattern that the check compares with has the ids that CloudFormation put in', () => {
  const url = new URL('https://a1b2c3d4e5.execute-api.ap-northeast-2.amazonaws.com');
  const respond = { url, secretId: 'root-alert/prod/respond' };
  expect(JSON.parse(patternWithIds(pattern, 'k-1', names, { respond }) ?? '')).toEqual({
    keyId: ['k-1', 'arn:aws:kms:ap-northeast-2:111122223333:key/k-1'],
    apiId: ['a1b2c3d4e5'],
  });
});

test('an API whose id the function does not know is no API, so that the check finds the difference', () => {
  const found = patternWithIds(pattern, 'k-1', names, { respond: undefined }) ?? '';
  expect(JSON.parse(found).apiId).toEqual(['']);
});
