import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  GetAccountSummaryCommand,
  IAMClient,
  ListAccountAliasesCommand,
} from '@aws-sdk/client-iam';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { type EventPage, type EventQuery, lookUpEvents } from '../aws/look-up-events.ts';
import { type AwsDeployment, openAwsDeployment } from './aws-deployment.ts';
import { type AwsMembers, openAwsMembers } from './aws-members.ts';
import { readRule } from './aws-rules.ts';
import { awsSettings as settings } from './aws-settings.ts';
import { readTrails } from './aws-trails.ts';
import { queueSettingNames } from './queue-settings.ts';
import type { QueueDepth, RuleSnapshot } from './snapshots.ts';
import type { TrailSnapshot } from './trails.ts';

/** What reconcile asks AWS about the account that it runs in. Every method rejects with the SDK's error. */
export interface AwsAccount extends AwsDeployment, AwsMembers {
  /** Regions that are on: by default, or because somebody switched them on. */
  enabledRegions(): Promise<readonly string[]>;
  /** The account's alias, if it has one. */
  aliases(): Promise<readonly string[]>;
  /** What IAM counts in the account, by its names: `AccountMFAEnabled` and the like. */
  summary(): Promise<Readonly<Record<string, number>>>;
  /** One page of a region's event history. */
  events(region: string, query: EventQuery): Promise<EventPage>;
  /** A rule on a bus, by default the default bus. Undefined: there is no such rule. */
  rule(region: string, name: string, bus?: string): Promise<RuleSnapshot | undefined>;
  /** Undefined: there is no such queue. */
  queueDepth(region: string, url: string): Promise<QueueDepth | undefined>;
  /** The trails that reach a region, as far as the first that is good. */
  trails(region: string, accountId: string): Promise<readonly TrailSnapshot[]>;
  publish(topicArn: string, subject: string, text: string): Promise<void>;
  /** Closes every connection. */
  close(): void;
}

/** More attempts: others in the account may read the event history too, and then it throttles. */
const historySettings = { ...settings, maxAttempts: 6 };

/** Without this, the SDK asks the host of the queue's URL even where another endpoint is set. */
const queueSettings = { ...settings, useQueueUrlAsEndpoint: false };

interface Client {
  destroy(): void;
}

/** The account that the credentials belong to. */
export function openAwsAccount(): AwsAccount {
  const clients: Client[] = [];
  const keep = <T extends Client>(client: T): T => {
    clients.push(client);
    return client;
  };
  const inRegion = <T extends Client>(create: (region: string) => T) => {
    const byRegion = new Map<string, T>();
    return (region: string): T => {
      const client = byRegion.get(region) ?? keep(create(region));
      byRegion.set(region, client);
      return client;
    };
  };
  const account = keep(new AccountClient(settings));
  const iam = keep(new IAMClient(settings));
  const sns = keep(new SNSClient(settings));
  const cloudTrail = inRegion((region) => new CloudTrailClient({ ...historySettings, region }));
  const eventBridge = inRegion((region) => new EventBridgeClient({ ...settings, region }));
  const sqs = inRegion((region) => new SQSClient({ ...queueSettings, region }));

  return {
    ...openAwsDeployment(keep),
    ...openAwsMembers(keep),
    enabledRegions: () => listEnabledRegions(account),
    async aliases() {
      const { AccountAliases = [] } = await iam.send(new ListAccountAliasesCommand({}));
      return AccountAliases;
    },
    async summary() {
      const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
      return SummaryMap;
    },
    events: (region, query) => lookUpEvents(cloudTrail(region), region, query),
    rule: (region, name, bus) => readRule(eventBridge(region), name, bus),
    trails: (region, accountId) => readTrails(region, accountId, cloudTrail),
    queueDepth: (region, url) => readQueueDepth(sqs(region), url),
    async publish(topicArn, subject, text) {
      await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
    close() {
      for (const client of clients) client.destroy();
    },
  };
}

async function listEnabledRegions(client: AccountClient): Promise<string[]> {
  const regions: string[] = [];
  const pages = paginateListRegions(
    { client, pageSize: 50 },
    { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] },
  );
  for await (const { Regions = [] } of pages) {
    regions.push(...Regions.flatMap(({ RegionName }) => RegionName ?? []));
  }
  return regions;
}

const depthAttributes = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

async function readQueueDepth(client: SQSClient, url: string): Promise<QueueDepth | undefined> {
  try {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [...depthAttributes, ...queueSettingNames],
      }),
    );
    const counts = depthAttributes.map((name) => Number(Attributes[name] ?? 0));
    return {
      total: counts.reduce((sum, count) => sum + count, 0),
      visible: counts[0] ?? 0,
      settings: Attributes,
    };
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
