import * as v from 'valibot';
import type { RootUse } from '../root-activity.ts';
import type { CloudTrailRecord } from './cloudtrail-record.ts';
import { anyObject, text } from './field.ts';

export function assumeRootOf(it: CloudTrailRecord): RootUse['assumeRoot'] {
  const policy = it.requestParameters?.['taskPolicyArn'];
  return {
    targetPrincipal: v.parse(text, it.requestParameters?.['targetPrincipal']),
    taskPolicyArn: v.parse(text, v.is(anyObject, policy) ? policy['arn'] : policy),
  };
}

export function issuedKeyIdOf({ responseElements }: CloudTrailRecord): string | undefined {
  const credentials = responseElements?.['credentials'];
  return v.is(anyObject, credentials) ? v.parse(text, credentials['accessKeyId']) : undefined;
}
