import type { Loss, PartKind } from '../guard/part-kinds.ts';

/** What a sentence about a change of root-alert itself is made of. */
export interface OwnPartSubject {
  /** `함수 root-alert-prod-rootEvent`. */
  readonly part: string;
  /** The call: `PutFunctionConcurrency`. */
  readonly call: string;
  /** Who made it: `alice`. */
  readonly by: string;
}

/** Text for operators about changes of root-alert itself, and about events that are not AWS's own. */
export interface GuardWords {
  readonly label: Readonly<Record<'part' | 'effect' | 'sender' | 'source' | 'claims', string>>;
  readonly part: Readonly<Record<PartKind, string>>;
  readonly changed: (subject: OwnPartSubject) => string;
  readonly failed: (subject: OwnPartSubject) => string;
  readonly deployed: (subject: OwnPartSubject) => string;
  readonly webhookStored: (subject: OwnPartSubject) => string;
  readonly restored: (subject: OwnPartSubject) => string;
  readonly byCloudFormation: (subject: OwnPartSubject) => string;
  /** What may be blind now, a whole sentence. */
  readonly loss: Readonly<Record<Loss, string>>;
  /** The same of what may have nothing to do with root-alert. */
  readonly perhaps: (loss: string) => string;
  readonly nothingChanged: string;
  readonly isRestored: string;
  readonly isDeployed: string;
  readonly isWebhookStored: string;
  readonly advice: Readonly<
    Record<'changed' | 'deployed' | 'webhookStored' | 'restored' | 'forged', string>
  >;
  /** An addition to the advice where root did it. */
  readonly adviceOnRoot: string;
  readonly forged: Readonly<Record<'otherAccount' | 'otherSource', string>>;
  /** The account that EventBridge names, and who says so of themselves. */
  readonly sender: (account: string, claimedArn: string | undefined) => string;
}
