import { fixedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import { type Config, ConfigError } from '../config.ts';
import { createPostToRooms } from './create-post-to-rooms.ts';
import { createPacer } from './pacer.ts';
import { payloadFor } from './payload.ts';
import type { PostToRooms } from './post-to-rooms.ts';
import { defaultRoomKind, roomKinds, roomTypes } from './room-types.ts';
import { readWebhookRooms } from './webhook-rooms.ts';

/** Retries end after this time, because somebody waits at the terminal. */
const maxPostingMs = 5_000;

/**
 * What `sls invoke local` posts with. It posts to the webhooks in DOORAY_HOOK_URL and SLACK_HOOK_URL. When neither is
 * set, it prints the message as the room would show it and the JSON that would be posted. It calls nothing of AWS.
 *
 * @throws {ConfigError} when a variable holds no webhook URL.
 */
export function createLocalPost(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): PostToRooms {
  const urls = Object.fromEntries(
    roomKinds.map((kind) => [kind, env[roomTypes[kind].localUrlVariable]]).filter(([, url]) => url),
  );
  if (Object.keys(urls).length === 0) return createPrinter(config);

  const setting = readWebhookRooms(JSON.stringify(urls), config.webhookExtraHosts);
  if (setting.faults.length > 0) throw new ConfigError(setting.faults.map(withVariable).join(' '));
  const post = createPostToRooms(fixedValue(setting), config, createPacer(clock), clock);
  return async (message, alreadyTold, deadlineMs) => {
    const result = await post(
      message,
      alreadyTold,
      Math.min(deadlineMs, clock.now() + maxPostingMs),
    );
    for (const { room, isTold, unclear } of result.reports) {
      const remark = unclear && ', though not in the words that are known: look there';
      if (isTold) console.log(`${room} accepted the message${remark ?? ''}.`);
    }
    return result;
  };
}

function createPrinter(config: Config): PostToRooms {
  const kind = defaultRoomKind;
  return async (message) => {
    const shown = roomTypes[kind].asShown(message, config);
    const json = JSON.stringify(payloadFor(kind, message, config), null, 2);
    console.log(`${shown}\n\nThe JSON that would be posted:\n${json}`);
    return { reports: [{ room: kind, isTold: true, attempts: 0 }], accepted: [kind], faults: [] };
  };
}

/** A fault of the secret that was made of the variables, with the variable in place of the secret's key. */
function withVariable(fault: string): string {
  const kind = roomKinds.find((it) => fault.startsWith(`webhook secret, key ${it}:`));
  return kind === undefined
    ? fault
    : fault
        .replace(`webhook secret, key ${kind}`, roomTypes[kind].localUrlVariable)
        .replace(/; no room is left\.$/, '.');
}
