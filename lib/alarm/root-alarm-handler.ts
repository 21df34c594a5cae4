import type { SNSEvent } from 'aws-lambda';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import type { Invocation } from '../delivery/invocation.ts';
import { distinctById } from '../distinct-by-id.ts';
import { readAlarmNotification } from '../sources/alarm-notification.ts';
import { deliverAlarm } from './deliver-alarm.ts';
import { isWanted } from './is-wanted.ts';

/**
 * Takes SNS notifications of alarms, and delivers each by itself. It rejects with the first failure after it tried all.
 *
 * @param createId makes the id of a notification that names none.
 */
export function createRootAlarmHandler(delivery: DeliveryDeps, createId: () => string) {
  return async (event: SNSEvent, invocation: Invocation): Promise<void> => {
    // A record that cannot be read must not stop the others.
    const alarms = event.Records.map((record) => readAlarmNotification(record?.Sns, createId));
    const wanted = alarms.filter((alarm) => isWanted(alarm, delivery.config));
    if (wanted.length === 0) {
      delivery.explain?.('ALARM_STATES asks for no such state: nothing would be told.');
    }
    // Copies of one transition would only claim it from each other.
    const results = await Promise.allSettled(
      distinctById(wanted).map((alarm) => deliverAlarm(alarm, invocation, delivery)),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}
