import type { SNSEvent } from 'aws-lambda';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { notify } from '../delivery/notify.ts';
import { distinctById } from '../distinct-by-id.ts';
import { readNotification } from '../sources/notification.ts';
import { deliverAlarm } from './deliver-alarm.ts';
import { isWanted } from './is-wanted.ts';

/**
 * Takes SNS notifications of alarms, and of uses of root that a rule sends to the topic, and delivers each by itself. It
 * rejects with the first failure after it tried all.
 *
 * @param createId makes the id of a notification that names none.
 */
export function createRootAlarmHandler(delivery: DeliveryDeps, createId: () => string) {
  return async (event: SNSEvent, invocation: Invocation): Promise<void> => {
    // A record that cannot be read must not stop the others.
    const activities = event.Records.map((record) => readNotification(record?.Sns, createId));
    const wanted = activities.filter((activity) => isWanted(activity, delivery.config));
    if (wanted.length === 0) {
      delivery.explain?.('ALARM_STATES asks for no such state: nothing would be told.');
    }
    // Copies of one transition would only claim it from each other.
    const results = await Promise.allSettled(
      distinctById(wanted).map((activity) =>
        activity.kind === 'alarm'
          ? deliverAlarm(activity, invocation, delivery)
          : notify(activity, invocation, delivery),
      ),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}
