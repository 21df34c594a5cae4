import { randomUUID } from 'node:crypto';
import { readSampleEvent } from '../../lib/sample-events.ts';

export type RootUseEvent = {
  readonly [field: string]: unknown;
  readonly detail: Readonly<Record<string, unknown>> & { readonly eventID: string };
};

type Changes = {
  /** Of the root that was used, 12 digits. */
  readonly account?: string;
  readonly isReadOnly?: boolean;
  readonly isDrill?: boolean;
  /** Fields of the record to have otherwise. */
  readonly detail?: Readonly<Record<string, unknown>> & { readonly eventID?: string };
};

/** A use of root that nobody has heard of yet, as EventBridge delivers it. */
export function rootUseEvent({
  account = '111122223333',
  isReadOnly = false,
  isDrill = false,
  detail = {},
}: Changes = {}): RootUseEvent {
  const sample = readSampleEvent('root-create-access-key.json');
  return {
    ...sample,
    ...(isDrill && { source: 'root-alert.drill.prod' }),
    account,
    detail: {
      ...sample.detail,
      userIdentity: { type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account },
      recipientAccountId: account,
      readOnly: isReadOnly,
      eventID: randomUUID(),
      ...detail,
    },
  };
}
