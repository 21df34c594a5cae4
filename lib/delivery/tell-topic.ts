import { errorName } from '../error-text.ts';
import { escalationText } from '../rooms/escalation-text.ts';
import type { PostToRooms } from '../rooms/post-to-rooms.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type Telling, type TellingOutcome, tell } from './tell-once.ts';

/** Ledger key and name of the topic. */
const topicName = 'escalation topic';
const maxPublishingMs = 5_000;

/**
 * Publishes to the topic that `escalationTopicArn` names, as {@link tell} tells rooms: once, whatever becomes of those.
 *
 * @param subject of e-mails: ASCII, at most 100 characters.
 */
export async function tellTopic(
  telling: Telling,
  topicArn: string,
  subject: string,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<TellingOutcome> {
  const { clock } = delivery;
  const publish: PostToRooms = async (message, alreadyTold, untilMs) => {
    if (alreadyTold.includes(topicName)) return { reports: [], accepted: [], faults: [] };
    // Its client is large, and few incidents come so far.
    const { publishToTopic } = await import('../aws/publish-to-topic.ts');
    const timeoutMs = Math.max(1_000, Math.min(maxPublishingMs, untilMs - clock.now()));
    const report = { room: topicName, attempts: 1 };
    try {
      await publishToTopic(topicArn, subject, escalationText(message), timeoutMs);
      return { reports: [{ ...report, isTold: true }], accepted: [topicName], faults: [] };
    } catch (error) {
      const reason = `gave ${errorName(error)}`;
      return { reports: [{ ...report, isTold: false, reason }], accepted: [], faults: [] };
    }
  };
  const once = { ...telling, id: `${telling.id}-topic` };
  return await tell(once, endsAtMs, { ...delivery, postToRooms: publish });
}
