import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChatRoom } from './chat-room.ts';

const preload = fileURLToPath(new URL('connect-known-hosts.cjs', import.meta.url));

/** Webhooks on the hosts that Dooray and Slack have, by what their kind is called in the secret. */
export const knownWebhooks = {
  dooray: 'https://hook.dooray.com/services/1/2/dooray-token',
  slack: 'https://hooks.slack.com/services/T0/B0/slack-token',
} as const;

/**
 * The variables that make a function find the hosts of Dooray and Slack in a room on this machine, and trust it.
 *
 * @param room that speaks TLS.
 */
export function knownHostsEnvironment(room: ChatRoom): Readonly<Record<string, string>> {
  const file = join(mkdtempSync(join(tmpdir(), 'root-alert-hosts-')), 'room.pem');
  writeFileSync(file, String(room.certificate));
  return {
    NODE_OPTIONS: `--require ${preload}`,
    NODE_EXTRA_CA_CERTS: file,
    KNOWN_HOSTS_PORT: new URL(room.url).port,
  };
}
