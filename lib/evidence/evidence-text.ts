import { verdictOf } from '../classify/verdict-of.ts';
import { jsonOrText } from '../json.ts';
import { composedText } from '../messages/composed-text.ts';
import type { Message } from '../messages/message.ts';
import type { RootActivity } from '../root-activity.ts';

/** A row of the ledger has at most 400 kB, and a record of CloudTrail 256 (Amazon DynamoDB Developer Guide, "Quotas"). */
const maxRecordLength = 300_000;

/** What the ledger knows of an activity that was told. */
export interface ToldRow {
  readonly seenAtMs: number | undefined;
  readonly toldAtMs: number | undefined;
  /** Ledger keys of the rooms that have it. */
  readonly rooms: readonly string[];
}

/**
 * One use as evidence, before it has its place in the chain: the record as it was received, what root-alert made of it, what
 * people were told, and when.
 *
 * @param received the text of the event, as the outbox has it. Undefined: it came from no queue.
 * @param message what was told, worded again from the same record.
 */
export function evidenceText(
  activity: RootActivity,
  received: string | undefined,
  message: Message,
  { seenAtMs, toldAtMs, rooms }: ToldRow,
): string {
  const { severity, runbookSection } = verdictOf(activity);
  const isUse = activity.kind === 'use';
  return JSON.stringify({
    kind: activity.isDrill ? 'drill' : 'use',
    isByOther: isUse && activity.isByOther === true,
    id: activity.id,
    account: activity.accountId,
    event: isUse ? activity.eventName : undefined,
    occurredAt: activity.occurredAt?.toISOString(),
    verdict: { severity, runbookSection, class: isUse ? activity.verdict.eventClass : undefined },
    seenAt: isoTime(seenAtMs),
    toldAt: isoTime(toldAtMs),
    rooms: [...rooms].sort(),
    message: composedText(message),
    record: recordOf(activity, received),
  });
}

/** A record that is JSON stands in it as it is, so that people can read it; any other as a text. */
function recordOf(activity: RootActivity, received: string | undefined): unknown {
  if (received === undefined) return { readAs: activity };
  if (received.length > maxRecordLength)
    return { cutAfter: maxRecordLength, text: received.slice(0, maxRecordLength) };
  return jsonOrText(received);
}

function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
