import { randomUUID } from 'node:crypto';
import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  type EscalationDrillAnswer,
  escalationDrillEvent,
  readEscalationDrillAnswer,
} from '../../lib/drill/escalation-drill.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { UserError } from '../../plugin/user-error.ts';
import { askReconcile } from '../ask-reconcile.ts';
import { openClient } from '../aws-client.ts';
import { printable } from '../printable.ts';
import type { Outcome } from '../run-command.ts';
import { sentBy } from '../sent-by.ts';
import type { Deployment, Stack } from '../stack.ts';

/**
 * Lets a function of the deployment tell a drill to the rooms for escalation and its topic, which no other drill reaches.
 *
 * @throws {UserError} when nothing is ever escalated, or the function cannot do it; and any error of the SDK
 */
export async function drillEscalation(
  stack: Stack,
  { stage, region }: Deployment,
): Promise<Outcome> {
  if (stack.resources['RespondApi'] === undefined) {
    throw new UserError(
      'This stack asks nobody, so that nothing is ever escalated: deploy with respond: on, as docs/escalation.md says.',
    );
  }
  const by = printable(await sentBy(openClient(LambdaClient, region))).slice(0, 200);
  const drill = { id: randomUUID(), accountId: stack.accountId, by };
  const asked = await askReconcile(escalationDrillEvent(drill), { stage, region });
  if (asked.failure !== undefined) {
    const name = resourceNames(stage).functionName('reconcile');
    throw new UserError(`${name} failed (${asked.failure}): see its log. Who was told is unknown.`);
  }
  const answer = readEscalationDrillAnswer(asked.answer);
  if (answer === undefined) {
    throw new UserError(
      'The version that is deployed knows no such drill, and told nobody: deploy this one.',
    );
  }
  const { told, rooms, spared } = answer;
  const isOk = told === 'now' && rooms.length > 0;
  return {
    isOk,
    lines: linesOf(answer),
    json: { stage, account: stack.accountId, isOk, told, rooms, spared, reason: answer.reason },
  };
}

function linesOf({
  told,
  reason,
  rooms,
  spared,
}: EscalationDrillAnswer['escalationDrill']): string[] {
  return [
    ...rooms.map(({ room, isTold, isBegun }) =>
      isTold
        ? `ok    ${printable(room)}  accepted${isBegun ? '; it is known only that telling began: look there' : ''}`
        : `FIX   ${printable(room)}  did not accept`,
    ),
    ...spared.map((room) => `note  ${printable(room)}  is told no drills ("drills": false)`),
    ...(reason === undefined ? [] : [`FIX   ${printable(reason)}`]),
    ...(told === 'before' || told === 'elsewhere'
      ? ['FIX   An earlier attempt of this call told it: look there, or run the command again.']
      : []),
    ...(told === 'now' && rooms.length === 0
      ? [
          'FIX   There is nobody to tell: no room with "escalation": true that wants drills, and no escalationTopicArn. What nobody answers is said again where it was told.',
        ]
      : []),
  ];
}
