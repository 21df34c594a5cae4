import { randomUUID } from 'node:crypto';
import type { Context, SNSEvent } from 'aws-lambda';
import { deliverAlarm } from '../lib/alarm/deliver-alarm.ts';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { readAlarmNotification } from '../lib/sources/alarm-notification.ts';

const delivery = createDeliveryDeps(process.env);

/** Called by SNS for each change of the alarm `root-alert`. Each record is told by itself. */
export const handler = async (event: SNSEvent, context: Context): Promise<void> => {
  // A record that is none must not stop the others.
  const alarms = event.Records.map((record) => readAlarmNotification(record?.Sns, randomUUID));
  const wanted = alarms.filter(({ state }) => delivery.config.alarmStates.includes(state));
  if (delivery.isLocal && wanted.length === 0) {
    console.log('ALARM_STATES asks for no such state: nothing would be told.');
  }
  // Copies of one transition would only stand in each other's way.
  const distinct = new Map(wanted.map((alarm) => [alarm.id, alarm]));
  const results = await Promise.allSettled(
    [...distinct.values()].map((alarm) => deliverAlarm(alarm, context, delivery)),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};
