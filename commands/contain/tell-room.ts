import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  type ContainNotice,
  containEvent,
  readContainAnswer,
} from '../../lib/contain/contain-notice.ts';
import { jsonOrText } from '../../lib/json.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { Deployment } from '../stack.ts';

/** A cold start, and ten seconds of posting. */
const maxInvocationMs = 60_000;

/**
 * Lets a function of the deployment tell the room, so that no webhook is read here and the ledger knows what was told.
 *
 * @returns why the room was not told, as far as is known; undefined: it was, now or before
 */
export async function tellRoom(
  notice: ContainNotice,
  { stage, region }: Deployment,
): Promise<string | undefined> {
  try {
    const { FunctionError, Payload } = await openClient(LambdaClient, region, maxInvocationMs).send(
      new InvokeCommand({
        FunctionName: resourceNames(stage).functionName('reconcile'),
        Payload: JSON.stringify(containEvent(notice)),
      }),
    );
    if (FunctionError !== undefined) return `The function failed (${FunctionError}).`;
    const answer = readContainAnswer(jsonOrText(new TextDecoder().decode(Payload)));
    if (answer === undefined)
      return 'The version that is deployed cannot tell it: deploy this one.';
    if (answer.told === 'elsewhere') return 'Another run of this command is telling it.';
    return answer.told === 'no' ? (answer.reason ?? 'It does not say why.') : undefined;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return sentence;
  }
}
