import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { resourceNames } from '../../lib/resource-names.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Outcome } from '../run-command.ts';
import type { Deployment, Stack } from '../stack.ts';

/** Lambda ends every invocation after 15 minutes (AWS Lambda quotas). */
const maxInvocationMs = 900_000;

/**
 * Invokes the function that polls Naver Cloud once, now.
 *
 * @throws {UserError} when Naver Cloud is not polled; and any error of the SDK
 */
export async function drillPoll(stack: Stack, { stage, region }: Deployment): Promise<Outcome> {
  if (stack.resources['NcloudActivityLambdaFunction'] === undefined) {
    throw new UserError('This stack does not poll Naver Cloud: deploy with ncloud: on.');
  }
  const names = resourceNames(stage);
  const name = names.functionName('ncloudActivity');
  // The answer comes when the poll has ended.
  const client = openClient(LambdaClient, region, maxInvocationMs);
  const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: name }));
  const isOk = FunctionError === undefined;
  const reason = isOk ? '' : reasonIn(new TextDecoder().decode(Payload));
  return {
    isOk,
    lines: [
      isOk
        ? `ok   ${name} polled Naver Cloud once: keys, signature and answer are right.`
        : `FIX  ${name} could not poll Naver Cloud: ${reason} See its log ${names.logGroup('ncloudActivity')}.`,
    ],
    json: { stage, account: stack.accountId, isOk, function: name, reason },
  };
}

/** @param payload Lambda's answer for a function that threw */
function reasonIn(payload: string): string {
  try {
    const { errorType, errorMessage } = JSON.parse(payload);
    return printable(`${errorType}: ${errorMessage}`);
  } catch {
    return 'it failed without saying why.';
  }
}
