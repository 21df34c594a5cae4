import * as v from 'valibot';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { readWebhookRooms, type WebhookRooms } from '../rooms/webhook-rooms.ts';
import { type NcloudAccount, parseAccountParameters } from './parse-accounts.ts';

/** What the parameters of an action in Cloud Functions say. */
export interface ActionSettings {
  readonly config: Config;
  readonly account: NcloudAccount;
  /** How long to wait after a minute is over. */
  readonly delayMs: number;
  readonly rooms: WebhookRooms;
}

const expectedDelay = 'expected a whole number of minutes from 1 to 60';
const delayMinutes = v.pipe(
  v.optional(v.union([v.string(), v.number()]), '3'),
  v.transform(String),
  v.regex(/^\d{1,2}$/, expectedDelay),
  v.transform(Number),
  v.minValue(1, expectedDelay),
  v.maxValue(60, expectedDelay),
);

/** @throws {ConfigError} naming every parameter that is wrong and what was expected of it. */
export function readActionSettings(parameters: unknown): ActionSettings {
  const given = Object.fromEntries(
    Object.entries(Object(parameters))
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
  // An action has neither: its webhook is a parameter, and its ledger is the process.
  const config = readConfig({ ...given, WEBHOOK_SECRET_ID: '-', LEDGER_TABLE: '-' });
  const { accounts, faults } = parseAccountParameters(given, config.ncloudApiUrl);
  const rooms = readWebhookRooms(given['WEBHOOK_URL'] ?? '', config.webhookExtraHosts);
  const delay = v.safeParse(delayMinutes, given['NCLOUD_DELAY_MINUTES']);
  const [account] = accounts;
  const wrong = [
    ...rooms.faults.map((fault) => fault.replace(/^webhook secret/, 'WEBHOOK_URL')),
    ...faults,
    ...(delay.issues ?? []).map(({ message }) => `NCLOUD_DELAY_MINUTES: ${message}.`),
  ];
  if (account === undefined || !delay.success || wrong.length > 0) {
    throw new ConfigError(wrong.join(' '));
  }
  return { config, account, delayMs: delay.output * 60_000, rooms };
}
