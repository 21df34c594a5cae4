import type { Config } from '../config.ts';
import { apiIdIn } from '../guard/own-deployment.ts';
import type { DeploymentNames } from './deployment-names.ts';

/** The pattern as EventBridge has it: CloudFormation put the ids of the key and of the API in. */
export function patternWithIds(
  pattern: string | undefined,
  keyId: string,
  { keyArn }: Pick<DeploymentNames, 'keyArn'>,
  { respond }: Pick<Config, 'respond'>,
): string | undefined {
  const apiId = respond && apiIdIn(respond.url);
  return pattern
    ?.replace('{"Ref":"TopicKey"}', () => JSON.stringify(keyId))
    .replace('{"Fn::GetAtt":["TopicKey","Arn"]}', () => JSON.stringify(keyArn(keyId)))
    .replace('{"Ref":"RespondApi"}', () => JSON.stringify(apiId ?? ''));
}
