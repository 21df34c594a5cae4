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

/** Where the certificate of a room was written: all that trust it can so have the same environment. */
const files = new Map<string, string>();

function fileOf(certificate: string): string {
  const file =
    files.get(certificate) ?? join(mkdtempSync(join(tmpdir(), 'root-alert-hosts-')), 'room.pem');
  writeFileSync(file, certificate);
  files.set(certificate, file);
  return file;
}

/**
 * The variables that make a function find the hosts of Dooray and Slack in a room on this machine, and trust it.
 *
 * @param room that speaks TLS.
 */
export function knownHostsEnvironment(room: ChatRoom): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
    NODE_EXTRA_CA_CERTS: fileOf(String(room.certificate)),
    KNOWN_HOSTS_PORT: new URL(room.url).port,
  };
}
