import type { RootUse } from '../../lib/root-activity.ts';

/** A call by a person who holds the root password, with what a test wants otherwise. */
export function rootUse(changes: Partial<RootUse> = {}): RootUse {
  return {
    kind: 'use',
    cloud: 'aws',
    id: '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    isDrill: false,
    eventName: 'CreateUser',
    eventSource: 'iam.amazonaws.com',
    eventId: '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    accountId: '111122223333',
    region: 'us-east-1',
    occurredAt: new Date('2026-11-21T18:12:45Z'),
    sourceIp: '203.0.113.24',
    userAgent: 'aws-cli/2.36.4',
    identity: {
      type: 'Root',
      arn: 'arn:aws:iam::111122223333:root',
      accessKeyId: 'ASIAQ7RT2MVK4EXAMPLE',
      invokedBy: undefined,
      isAssumedRoot: false,
    },
    hasMfa: true,
    isReadOnly: false,
    outcome: 'success',
    errorCode: undefined,
    errorMessage: undefined,
    affected: [],
    assumeRoot: undefined,
    ncloud: undefined,
    ...changes,
  };
}
