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
import { jsonObject } from '../json.ts';
import type { RuleSnapshot } from './coverage.ts';
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
  rule(region: string, name: string, bus?: string): Promise<RuleSnapshot | undefined>;
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

/** Somebody else may ask for the event history too, and then it throttles. */
const historySettings = { ...settings, maxAttempts: 6 };

/** Without it, the URL's host is asked even where another endpoint is set. */
const queueSettings = { ...settings, useQueueUrlAsEndpoint: false };

/** The account that the credentials are of. */
export function openAwsAccount(): AwsAccount {
  const clients: { destroy(): void }[] = [];
  const kept = <T extends { destroy(): void }>(client: T): T => {
    clients.push(client);
    return client;
  };
  const account = kept(new AccountClient(settings));
  const iam = kept(new IAMClient(settings));
  const sns = kept(new SNSClient(settings));
  const inRegion = <T extends { destroy(): void }>(make: (region: string) => T) => {
    const byRegion = new Map<string, T>();
    return (region: string): T => {
      const client = byRegion.get(region) ?? kept(make(region));
      byRegion.set(region, client);
      return client;
    };
  };
  const cloudTrail = inRegion((region) => new CloudTrailClient({ ...historySettings, region }));
  const eventBridge = inRegion((region) => new EventBridgeClient({ ...settings, region }));
  const sqs = inRegion((region) => new SQSClient({ ...queueSettings, region }));

  return {
    async enabledRegions() {
      const regions: string[] = [];
      const pages = paginateListRegions(
        { client: account, pageSize: 50 },
        { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
      );
      for await (const { Regions = [] } of pages) {
        regions.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
      }
      return regions;
    },
    async aliases() {
      const { AccountAliases = [] } = await iam.send(new ListAccountAliasesCommand({}));
      return AccountAliases;
    },
    async events(region, { key, value, fromMs, untilMs, nextToken }) {
      const { Events = [], NextToken } = await cloudTrail(region).send(
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
          const record = jsonObject(CloudTrailEvent);
          // What is known of a record that cannot be read, so that it is announced as such.
          return (
            record ?? { eventID: EventId, eventTime: EventTime?.toISOString(), awsRegion: region }
          );
        }),
        nextToken: NextToken,
      };
    },
    async rule(region, name, bus) {
      const client = eventBridge(region);
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
        const { Attributes = {} } = await sqs(region).send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }),
        );
        return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
      } catch (error) {
        if (error instanceof QueueDoesNotExist) return undefined;
        throw error;
      }
    },
    async publish(topicArn, subject, text) {
      await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
    close() {
      for (const client of clients) client.destroy();
    },
  };
}
