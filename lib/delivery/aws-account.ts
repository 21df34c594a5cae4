import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import type { SeenRule } from '../coverage.ts';
import type { EventPage, EventQuery } from './look-back.ts';

/** What reconcile asks of the account it runs in. Every method rejects with the SDK's error. */
export interface AwsAccount {
  /** Regions that can be used: those that are on by default, and those that were switched on. */
  enabledRegions(): Promise<readonly string[]>;
  /** What the account is called instead of its number, if anything. */
  aliases(): Promise<readonly string[]>;
  /** A page of the event history of a region. */
  events(region: string, query: EventQuery): Promise<EventPage>;
  /** Undefined: there is no such rule. */
  rule(region: string, name: string, bus?: string): Promise<SeenRule | undefined>;
  /** How many messages a queue holds: visible, in flight and delayed. Undefined: there is no such queue. */
  queueDepth(region: string, url: string): Promise<number | undefined>;
  publish(topicArn: string, subject: string, text: string): Promise<void>;
  /** Ends every connection. */
  close(): void;
}

const settings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

/** The event history is asked as often as it allows; another tool that asks too makes it throttle. */
const historySettings = { ...settings, maxAttempts: 6 };

/** The account that the credentials are of. */
export function openAwsAccount(): AwsAccount {
  const clients = new Map<string, { destroy(): void }>();
  /** One client for each service and region. */
  const clientOf = <T extends { destroy(): void }>(
    Client: new (config: typeof settings & { region?: string }) => T,
    region?: string,
  ): T => {
    const key = `${Client.name} ${region}`;
    const known = clients.get(key);
    if (known instanceof Client) return known;
    const client = new Client({
      ...(Client.name === CloudTrailClient.name ? historySettings : settings),
      ...(region === undefined ? {} : { region }),
    });
    clients.set(key, client);
    return client;
  };

  return {
    async enabledRegions() {
      const regions: string[] = [];
      const pages = paginateListRegions(
        { client: clientOf(AccountClient), pageSize: 50 },
        { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
      );
      for await (const { Regions = [] } of pages) {
        regions.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
      }
      return regions;
    },
    async aliases() {
      const { AccountAliases = [] } = await clientOf(IAMClient).send(
        new ListAccountAliasesCommand({}),
      );
      return AccountAliases;
    },
    async events(region, { key, value, fromMs, untilMs, nextToken }) {
      const { Events = [], NextToken } = await clientOf(CloudTrailClient, region).send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
          StartTime: new Date(fromMs),
          EndTime: new Date(untilMs),
          MaxResults: 50,
          NextToken: nextToken,
        }),
      );
      return {
        records: Events.map(({ CloudTrailEvent, EventId, EventTime }) => {
          const record = parsed(CloudTrailEvent);
          // What is known of a record that cannot be read, so that it is announced as such.
          return (
            record ?? { eventID: EventId, eventTime: EventTime?.toISOString(), awsRegion: region }
          );
        }),
        nextToken: NextToken,
      };
    },
    async rule(region, name, bus) {
      const client = clientOf(EventBridgeClient, region);
      const at = bus === undefined ? {} : { EventBusName: bus };
      try {
        const [{ State, EventPattern }, { Targets = [] }] = await Promise.all([
          client.send(new DescribeRuleCommand({ Name: name, ...at })),
          client.send(new ListTargetsByRuleCommand({ Rule: name, ...at })),
        ]);
        return {
          state: State,
          pattern: EventPattern,
          targets: Targets.flatMap(({ Arn }) => Arn ?? []),
        };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    async queueDepth(region, url) {
      const names = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ] as const;
      try {
        const { Attributes = {} } = await clientOf(SQSClient, region).send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
        );
        return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
      } catch (error) {
        if (error instanceof QueueDoesNotExist) return undefined;
        throw error;
      }
    },
    async publish(topicArn, subject, text) {
      await clientOf(SNSClient).send(
        new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }),
      );
    },
    close() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}

function parsed(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
