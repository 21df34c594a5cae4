import { type RootUseEvent, rootUseEvent } from './root-use-event.ts';

/**
 * A call that root has just made with a session's key, as it lies in the outbox.
 *
 * @param record fields of the CloudTrail record that are otherwise.
 */
export function rootCall(
  eventName: string,
  {
    isDrill = false,
    ...record
  }: Readonly<Record<string, unknown>> & { readonly isDrill?: boolean } = {},
): RootUseEvent {
  const account = '111122223333';
  return rootUseEvent({
    isDrill,
    detail: {
      eventName,
      eventTime: new Date(Date.now()).toISOString().replace(/\.\d+/, ''),
      userIdentity: {
        type: 'Root',
        principalId: account,
        arn: `arn:aws:iam::${account}:root`,
        accountId: account,
        accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE',
      },
      awsRegion: 'us-east-1',
      sourceIPAddress: '203.0.113.24',
      requestParameters: null,
      responseElements: null,
      ...record,
    },
  });
}
