import { jsonObject } from '../json.ts';
import type { Finding } from './finding.ts';
import type { QueueDepth } from './snapshots.ts';

/** What a queue must be like. A test holds the numbers against the template. */
export interface ExpectedQueue {
  /** Services of AWS that may send to it, and nobody else may do anything by its policy. */
  readonly senders: readonly string[];
  /** Values that it must have, by the names that SQS has for them. */
  readonly values: Readonly<Record<string, string>>;
  /** Undefined: what is in it goes nowhere else. */
  readonly redrive:
    | { readonly deadLetterArn: string; readonly maxReceiveCount: number }
    | undefined;
}

/** What SQS is asked for: each can make a queue lose, hold back or give away what lies in it. */
export const queueSettingNames = [
  'DelaySeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;

/** 14 days, the longest that SQS keeps a message. */
const retention = { MessageRetentionPeriod: '1209600' };

/** In bytes. EventBridge sends no more (EventBridge User Guide, "Quotas"). */
const minMessageSize = 262_144;

const events = 'events.amazonaws.com';
const sns = 'sns.amazonaws.com';

export const expectedQueues = {
  outbox: (undeliveredArn: string): ExpectedQueue => ({
    senders: [events, sns],
    values: { ...retention, DelaySeconds: '120', VisibilityTimeout: '390' },
    redrive: { deadLetterArn: undeliveredArn, maxReceiveCount: 480 },
  }),
  undelivered: { senders: [events, sns], values: retention, redrive: undefined },
  unsent: { senders: [events], values: retention, redrive: undefined },
} as const;

/** At most one finding, with the names of the settings that are not as they were deployed. */
export function queueSettingsFindings(
  place: string,
  queue: QueueDepth | undefined,
  expected: ExpectedQueue,
): Finding[] {
  if (queue === undefined) return [];
  const { settings } = queue;
  const wrong = [
    ...Object.entries(expected.values).flatMap(([name, value]) =>
      settings[name] === value ? [] : [name],
    ),
    // The queues are encrypted by SQS itself: no key can be switched off under them.
    ...(settings['KmsMasterKeyId'] ? ['KmsMasterKeyId'] : []),
    ...(Number(settings['MaximumMessageSize']) < minMessageSize ? ['MaximumMessageSize'] : []),
    ...(isRedriveGood(settings['RedrivePolicy'], expected.redrive) ? [] : ['RedrivePolicy']),
    ...(isPolicyGood(settings['Policy'], expected.senders) ? [] : ['Policy']),
  ];
  return wrong.length === 0 ? [] : [{ kind: 'queueChanged', place, detail: wrong.join(', ') }];
}

function isRedriveGood(text: string | undefined, expected: ExpectedQueue['redrive']): boolean {
  if (expected === undefined) return !text;
  const { deadLetterTargetArn, maxReceiveCount } = Object(jsonObject(text));
  return (
    deadLetterTargetArn === expected.deadLetterArn &&
    Number(maxReceiveCount) === expected.maxReceiveCount
  );
}

/** Each sender may send, nobody is denied anything, and nobody else is allowed anything. */
function isPolicyGood(text: string | undefined, senders: readonly string[]): boolean {
  const { Statement } = Object(jsonObject(text));
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map(
    (statement: unknown) => Object(statement),
  );
  const senderOf = ({ Effect, Principal, Action }: Readonly<Record<string, unknown>>) =>
    Effect === 'Allow' && /^sqs:SendMessage$/i.test(String(Action))
      ? Object(Principal).Service
      : undefined;
  return (
    senders.every((sender) => statements.some((statement) => senderOf(statement) === sender)) &&
    statements.every((statement) => senders.includes(senderOf(statement)))
  );
}
