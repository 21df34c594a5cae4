import { readConfig } from '../lib/config.ts';
import { parseAccountSecret } from '../lib/ncloud/parse-accounts.ts';
import { escalationHint } from '../lib/rooms/escalation-hint.ts';
import { webhookRemarks } from '../lib/rooms/webhook-remarks.ts';
import { readWebhookRooms } from '../lib/rooms/webhook-rooms.ts';

/**
 * What is wrong with the value of the webhook secret, as the functions would say it, with what keeps no room from being told, such as
 * a use that no route has: never with a part of the value.
 *
 * @param extraHosts the parameter webhookExtraHosts, which the packaging has checked
 */
export function webhookFaultsIn(value: string, extraHosts: unknown): string[] {
  const setting = readWebhookRooms(value, hostsIn(extraHosts));
  return [...setting.faults, ...webhookRemarks(setting)];
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
