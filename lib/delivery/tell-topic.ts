import { errorName } from '../error-text.ts';
import { escalationText } from '../rooms/escalation-text.ts';
import type { PostToRooms } from '../rooms/post-to-rooms.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { type Telling, tellOnce } from './tell-once.ts';

/** Ledger key and name of the topic. */
const topicName = 'escalation topic';
const maxPublishingMs = 5_000;

/**
 * Publishes to the topic that `escalationTopicArn` names, as {@link tellOnce} tells rooms: once, whatever becomes of those.
 *
 * @param incidentId for the subject of e-mails.
 */
export async function tellTopic(
  telling: Telling,
  topicArn: string,
  incidentId: string,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { clock } = delivery;
  const publish: PostToRooms = async (message, alreadyTold, untilMs) => {
    if (alreadyTold.includes(topicName)) return { reports: [], accepted: [], faults: [] };
    // Its client is large, and few incidents come so far.
    const { publishToTopic } = await import('../aws/publish-to-topic.ts');
    const timeoutMs = Math.max(1_000, Math.min(maxPublishingMs, untilMs - clock.now()));
    const subject = `root-alert: incident ${incidentId} needs somebody now`;
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
  return await tellOnce(once, endsAtMs, { ...delivery, postToRooms: publish });
}
