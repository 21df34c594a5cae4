import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { callerRequest, proofOf } from '../../lib/planned/caller-request.ts';
import type { PlannedAnswer, ShownWindow } from '../../lib/planned/planned-handler.ts';
import { statementOf } from '../../lib/planned/planned-request.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Outcome } from '../run-command.ts';
import type { Deployment } from '../stack.ts';
import type { Ask } from './read-planned-options.ts';

/** A little more than the function itself may take. */
const maxInvocationMs = 40_000;

/**
 * Asks the function of a deployment to open, close or show windows for planned work, with a proof of who asks: a request to STS
 * that is signed here and sent there. No key leaves this machine.
 *
 * @throws {UserError} when the deployment has no such function; and any error of the SDK
 */
export async function askPlanned(ask: Ask, { stage, region }: Deployment): Promise<Outcome> {
  const client = openClient(LambdaClient, region, maxInvocationMs);
  const name = resourceNames(stage).functionName('planned');
  const payload = ask.action === 'list' ? ask : { ...ask, proof: await prove(ask) };
  const { FunctionError, Payload } = await client
    .send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }))
    .catch((error: Error) => {
      if (error.name !== 'ResourceNotFoundException') throw error;
      throw new UserError(
        `There is no function ${name} in ${region}: deploy with respond: on, or check --stage, --region and whose credentials these are.`,
      );
    });
  const text = new TextDecoder().decode(Payload);
  const answer =
    FunctionError === undefined ? (JSON.parse(text) as PlannedAnswer) : failed(name, stage);
  return outcomeOf(answer, stage);

  async function prove(asked: Exclude<Ask, { action: 'list' }>) {
    const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
    const toSts = callerRequest(region, statementOf(asked, stage), process.env);
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    return proofOf(toSts, region, credentials, new Date());
  }
}

function failed(name: string, stage: string): PlannedAnswer {
  const log = resourceNames(stage).logGroup('planned');
  return {
    refused: `${name} failed, and may have told the room all the same. See its log ${log}, and look with --list.`,
  };
}

function outcomeOf(answer: PlannedAnswer, stage: string): Outcome {
  return {
    isOk: !('refused' in answer),
    lines: linesOf(answer, stage),
    json: { stage, ...answer },
  };
}

function linesOf(answer: PlannedAnswer, stage: string): string[] {
  if ('refused' in answer) return [`FIX  ${printable(answer.refused)}`];
  if ('opened' in answer) {
    return [
      `ok   The room was told. ${described(answer.opened)}`,
      `     Close it when you are done: npm run planned -- --stage ${stage} --account ${answer.opened.account} --close`,
    ];
  }
  if ('closed' in answer) {
    const told = answer.isTold ? 'The room was told.' : 'The room is told within 15 minutes.';
    return [
      `ok   The window of ${answer.closed.account} is closed: alerts call people as ever. ${told}`,
    ];
  }
  return answer.open.length === 0
    ? ['ok   No window is open: alerts call people as ever.']
    : answer.open.map((it) => `note ${described(it)}`);
}

function described({ account, by, why, allow, until }: ShownWindow): string {
  const critical =
    allow.length === 0 ? 'what is critical calls people as ever' : `planned: ${allow.join(', ')}`;
  return `${account} until ${until}, by ${printable(by)}: ${printable(why)} (${critical})`;
}
