import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { jsonOrText } from '../lib/json.ts';
import { resourceNames } from '../lib/resource-names.ts';
import { openClient } from './aws-client.ts';
import type { Deployment } from './stack.ts';

/** A cold start, and ten seconds of posting. */
const maxInvocationMs = 60_000;

/** What the function gave: its answer, or Lambda's word for how it failed. */
export interface Asked {
  readonly answer: unknown;
  readonly failure: string | undefined;
}

/**
 * Lets the function reconcile of a deployment tell something, so that no webhook is read here and the ledger knows what was told.
 *
 * @throws any error of the SDK
 */
export async function askReconcile(event: object, { stage, region }: Deployment): Promise<Asked> {
  const { FunctionError, Payload } = await openClient(LambdaClient, region, maxInvocationMs).send(
    new InvokeCommand({
      FunctionName: resourceNames(stage).functionName('reconcile'),
      Payload: JSON.stringify(event),
    }),
  );
  return { answer: jsonOrText(new TextDecoder().decode(Payload)), failure: FunctionError };
}
