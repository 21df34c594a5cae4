import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { isTold, type Telling, tell } from '../delivery/tell-once.ts';
import { tellTopic } from '../delivery/tell-topic.ts';
import { composeEscalationDrill } from '../messages/compose-escalation-drill.ts';
import { withWords } from '../messages/load-words.ts';
import { escalationRooms } from '../rooms/route.ts';
import { noticePostingEndsAt } from '../time-budget.ts';
import type { EscalationDrill, EscalationDrillAnswer } from './escalation-drill.ts';

/**
 * Tells a drill to the rooms and the topic that hear of what nobody answered, and to nobody else. Of no incident: it asks nobody, and
 * nothing of an incident is read or written. Never rejects: the command says what became of it.
 */
export async function tellEscalationDrill(
  drill: EscalationDrill,
  invocation: Invocation,
  delivery: DeliveryDeps,
): Promise<EscalationDrillAnswer> {
  const { config, clock } = delivery;
  const toldAt = new Date(clock.now());
  const telling: Telling = {
    id: `escalation-drill-${drill.id}`,
    about: { uses: [], audience: 'escalationDrill' },
    messageIn: async (locale) =>
      composeEscalationDrill(drill, await withWords({ ...config, locale }), toldAt),
    goesOnWithoutLedger: true,
    drillOf: drill.accountId,
  };
  const remainingMs = invocation.getRemainingTimeInMillis();
  const endsAtMs = noticePostingEndsAt(clock.now(), clock.now() + remainingMs);
  const topicArn = config.escalationTopicArn;
  const subject = 'root-alert: DRILL, nothing to do';
  const outcomes = await Promise.all([
    tell(telling, endsAtMs, delivery),
    ...(topicArn === undefined ? [] : [tellTopic(telling, topicArn, subject, endsAtMs, delivery)]),
  ]);
  const { told } = outcomes.find((outcome) => !isTold(outcome)) ?? outcomes[0];
  const reason = outcomes.flatMap((outcome) => outcome.reason ?? []).join(' ');
  return {
    escalationDrill: {
      told,
      ...(reason !== '' && { reason }),
      rooms: outcomes.flatMap(({ reports }) =>
        reports.map(({ room, isTold, isBegun }) => ({ room, isTold, ...(isBegun && { isBegun }) })),
      ),
      spared: await sparedRooms(delivery),
    },
  };
}

/** Rooms for escalation that are told no drill. */
async function sparedRooms({ rooms }: DeliveryDeps): Promise<string[]> {
  // Whoever posts says why the secret cannot be read.
  const all = (await rooms?.().catch(() => [])) ?? [];
  const spared = escalationRooms(all).filter(({ route }) => route.drills === false);
  return spared.map(({ name }) => name);
}
