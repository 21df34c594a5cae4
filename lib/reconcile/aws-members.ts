import { CloudFormationClient, ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { awsSettings } from './aws-settings.ts';

/** How the StackSet of the organization is called: by the management account, or by a delegated administrator. */
export type MemberCallAs = 'SELF' | 'DELEGATED_ADMIN';

/** What reconcile asks about the other accounts of the organization. Every method rejects with the SDK's error. */
export interface AwsMembers {
  /** The accounts that the StackSet put something into, in a region. */
  memberAccounts(
    stackSet: string,
    region: string,
    callAs: MemberCallAs,
  ): Promise<readonly string[]>;
  /** What IAM counts there, asked by the role that the StackSet made. */
  memberSummary(roleArn: string): Promise<Readonly<Record<string, number>>>;
}

/** The least that STS gives (AWS STS API Reference, AssumeRole). One call is made with it. */
const sessionSeconds = 900;

/** Of a hundred each. */
const maxPages = 50;

export function openAwsMembers(keep: <T extends { destroy(): void }>(client: T) => T): AwsMembers {
  const cloudFormation = keep(new CloudFormationClient(awsSettings));
  const sts = keep(new STSClient(awsSettings));
  return {
    async memberAccounts(stackSet, region, callAs) {
      const accounts = new Set<string>();
      let nextToken: string | undefined;
      for (let page = 0; page < maxPages; page += 1) {
        const { Summaries = [], NextToken } = await cloudFormation.send(
          new ListStackInstancesCommand({
            StackSetName: stackSet,
            StackInstanceRegion: region,
            CallAs: callAs,
            MaxResults: 100,
            NextToken: nextToken,
          }),
        );
        for (const { Account } of Summaries) if (Account !== undefined) accounts.add(Account);
        if (NextToken === undefined) break;
        nextToken = NextToken;
      }
      return [...accounts].toSorted();
    },
    async memberSummary(roleArn) {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn,
          RoleSessionName: 'root-alert',
          DurationSeconds: sessionSeconds,
        }),
      );
      const iam = new IAMClient({
        ...awsSettings,
        credentials: {
          accessKeyId: Credentials?.AccessKeyId ?? '',
          secretAccessKey: Credentials?.SecretAccessKey ?? '',
          ...(Credentials?.SessionToken && { sessionToken: Credentials.SessionToken }),
        },
      });
      try {
        const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
        return SummaryMap;
      } finally {
        iam.destroy();
      }
    },
  };
}
