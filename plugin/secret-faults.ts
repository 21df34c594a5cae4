import { readConfig } from '../lib/config.ts';
import { parseAccountSecret } from '../lib/ncloud/parse-accounts.ts';
import { escalationHint } from '../lib/rooms/escalation-hint.ts';
import { readWebhookRooms } from '../lib/rooms/webhook-rooms.ts';

/**
 * What is wrong with the value of the webhook secret, as the functions would say it: never with a part of the value.
 *
 * @param extraHosts the parameter webhookExtraHosts, which the packaging has checked
 */
export function webhookFaultsIn(value: string, extraHosts: unknown): string[] {
  const { faults, monitorFault } = readWebhookRooms(value, hostsIn(extraHosts));
  return [...faults, ...(monitorFault === undefined ? [] : [monitorFault])];
}

/** That no room is for what nobody answers: no fault, but worth a word. */
export function escalationHintOn(value: string, extraHosts: unknown): string | undefined {
  return escalationHint(value, hostsIn(extraHosts));
}

function hostsIn(extraHosts: unknown): readonly string[] {
  return readConfig({
    WEBHOOK_SECRET_ID: 'none',
    LEDGER_TABLE: 'none',
    WEBHOOK_EXTRA_HOSTS: typeof extraHosts === 'string' ? extraHosts : '',
  }).webhookExtraHosts;
}

/** The same of the secret with the keys of Naver Cloud. */
export function ncloudFaultsIn(value: string): readonly string[] {
  return parseAccountSecret(value, undefined).faults;
}
