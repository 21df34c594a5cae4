import { judge } from '../../lib/classify/judge.ts';
import { judgeNcloud } from '../../lib/classify/judge-ncloud.ts';
import type { RootUse, UseFacts } from '../../lib/root-activity.ts';

/** A call by a person who has the root password, with the changes that a test needs, judged as a source would. */
export function rootUse(changes: Partial<UseFacts> = {}): RootUse {
  const facts = useFacts(changes);
  return { ...facts, verdict: facts.cloud === 'ncloud' ? judgeNcloud(facts) : judge(facts) };
}

/** The same, not judged yet. */
export function useFacts(changes: Partial<UseFacts> = {}): UseFacts {
  return {
    kind: 'use',
    cloud: 'aws',
    id: '6d5b0f0e-2f0d-4c39-9f3f-0d1a52cf9a11',
    isDrill: false,
    sender: undefined,
    isByOther: false,
    ownPart: undefined,
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
      signInSessionArn: undefined,
      isAssumedRoot: false,
      taskPolicy: undefined,
    },
    hasMfa: true,
    isReadOnly: false,
    isDataEvent: false,
    isFromConsole: false,
    outcome: 'success',
    errorCode: undefined,
    errorMessage: undefined,
    affected: [],
    effects: [],
    omitted: [],
    isDryRun: false,
    isAboutRootItself: false,
    isPastPassword: false,
    signInTo: undefined,
    oauth: undefined,
    addendum: undefined,
    finding: undefined,
    assumeRoot: undefined,
    issuedRootKeyId: undefined,
    ncloud: undefined,
    ...changes,
  };
}
