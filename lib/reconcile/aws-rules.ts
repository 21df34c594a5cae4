import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import type { RuleSnapshot } from './snapshots.ts';

/**
 * A rule with its targets. Rejects with the SDK's error.
 *
 * @param bus by default the default bus.
 * @returns undefined when there is no such rule.
 */
export async function readRule(
  client: EventBridgeClient,
  name: string,
  bus: string | undefined,
): Promise<RuleSnapshot | undefined> {
  const onBus = bus === undefined ? {} : { EventBusName: bus };
  try {
    const [{ State, EventPattern }, { Targets = [] }] = await Promise.all([
      client.send(new DescribeRuleCommand({ Name: name, ...onBus })),
      client.send(new ListTargetsByRuleCommand({ Rule: name, ...onBus })),
    ]);
    return {
      state: State,
      pattern: EventPattern,
      targets: Targets.map(
        ({ Arn = '', Input, InputPath, InputTransformer, DeadLetterConfig }) => ({
          arn: Arn,
          isTransformed: [Input, InputPath, InputTransformer].some((it) => it !== undefined),
          deadLetterArn: DeadLetterConfig?.Arn,
        }),
      ),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
