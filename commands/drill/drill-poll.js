import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { UserError } from '../../plugin/user-error.js';
import { openClient } from '../aws-client.js';
import { printable } from '../printable.js';

/**
 * Lets the function that polls Naver Cloud poll once, now.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 * @returns {Promise<import('../run-command.js').Outcome>}
 * @throws {UserError} when Naver Cloud is not polled; and what the SDK throws
 */
export async function drillPoll(stack, { stage, region }) {
  if (stack.resources['NcloudActivityLambdaFunction'] === undefined) {
    throw new UserError('This stack does not poll Naver Cloud: deploy with ncloud: on.');
  }
  const name = `root-alert-${stage}-ncloudActivity`;
  // It is answered when the poll is over; Lambda lets none take longer than this.
  const client = openClient(LambdaClient, region, 900_000);
  const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: name }));
  const isOk = FunctionError === undefined;
  const reason = isOk ? '' : reasonIn(new TextDecoder().decode(Payload));
  return {
    isOk,
    lines: [
      isOk
        ? `ok   ${name} polled Naver Cloud once: keys, signature and answer are right.`
        : `FIX  ${name} could not poll Naver Cloud: ${reason} See its log /aws/lambda/${name}.`,
    ],
    json: { stage, account: stack.accountId, isOk, function: name, reason },
  };
}

/** @param {string} payload as Lambda answers for a function that threw */
function reasonIn(payload) {
  try {
    const { errorType, errorMessage } = JSON.parse(payload);
    return printable(`${errorType}: ${errorMessage}`);
  } catch {
    return 'it failed without saying why.';
  }
}
