import type { Clock } from '../clock.ts';
import { type Config, ConfigError } from '../config.ts';
import { postJson } from '../post-json.ts';
import { asShown } from './dooray/as-shown.ts';
import { doorayPayload } from './dooray/dooray-payload.ts';
import { createPacer } from './pacer.ts';
import { payloadFor } from './payload.ts';
import { type PostToRooms, postToRooms } from './post-to-rooms.ts';
import { readWebhookRooms } from './webhook-rooms.ts';

/** Somebody sits in front of the terminal. */
const patienceMs = 5_000;

const variableOf = { dooray: 'DOORAY_HOOK_URL', slack: 'SLACK_HOOK_URL' } as const;

/**
 * What `sls invoke local` does instead: posts to DOORAY_HOOK_URL and SLACK_HOOK_URL, or, when
 * neither is set, prints the message as the room would show it and the JSON that would be posted.
 * No AWS is asked for anything.
 *
 * @throws {ConfigError} when a variable holds no webhook URL.
 */
export function createLocalPost(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): PostToRooms {
  const urls = Object.fromEntries(
    Object.entries(variableOf)
      .map(([kind, variable]) => [kind, env[variable]])
      .filter(([, url]) => url),
  );
  if (Object.keys(urls).length === 0)
    return async (message) => print(doorayPayload(message, config));

  const setting = readWebhookRooms(JSON.stringify(urls), config.webhookExtraHosts);
  if (setting.faults.length > 0) throw new ConfigError(inTermsOfVariables(setting.faults));
  const deps = {
    webhooks: { get: async () => setting, reread: async () => setting },
    post: postJson,
    paceMs: createPacer(clock),
    clock,
    random: Math.random,
  };
  return async (message, alreadyTold, deadlineMs) => {
    const telling = await postToRooms(
      (room) => JSON.stringify(payloadFor(room.kind, message, config)),
      alreadyTold,
      Math.min(deadlineMs, clock.now() + patienceMs),
      deps,
    );
    for (const { room, isTold } of telling.reports) {
      if (isTold) console.log(`${room} accepted the message.`);
    }
    return telling;
  };
}

function print(payload: ReturnType<typeof doorayPayload>) {
  console.log(
    `${asShown(payload)}\n\nThe JSON that would be posted:\n${JSON.stringify(payload, null, 2)}`,
  );
  return {
    reports: [{ room: 'dooray', isTold: true, attempts: 0 }],
    accepted: ['dooray'],
    faults: [],
  };
}

function inTermsOfVariables(faults: readonly string[]): string {
  return faults
    .join(' ')
    .replaceAll(
      /webhook secret, key (dooray|slack)/g,
      (_, kind: keyof typeof variableOf) => variableOf[kind],
    );
}
