import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The `Sns` part of a record, as Lambda gets it from SNS. */
export type Notification = Readonly<Record<string, unknown>>;

const directory = join(import.meta.dirname, '../../events');

/** The files in `events/` with notifications from SNS. */
export const sampleNotificationFiles: readonly string[] = readdirSync(directory)
  .filter((file) => file.endsWith('.json'))
  .filter((file) => recordsIn(file).some((record) => 'Sns' in record));

export function readSampleNotifications(file: string): readonly Notification[] {
  return recordsIn(file).map(({ Sns }) => Sns);
}

/** The only notification of a file. */
export function readSampleNotification(file: string): Notification {
  const [only, ...others] = readSampleNotifications(file);
  if (only === undefined || others.length > 0) throw new Error(`expected one record in ${file}`);
  return only;
}

/** The notification with fields of its message changed, or left out where undefined. */
export function withMessage(notification: Notification, changes: object): Notification {
  const message: object = JSON.parse(String(notification['Message']));
  return { ...notification, Message: JSON.stringify({ ...message, ...changes }) };
}

function recordsIn(file: string): readonly { readonly Sns: Notification }[] {
  const { Records = [] } = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  return Records;
}
