import { fixedValue } from '../cached-value.ts';
import type { Clock } from '../clock.ts';
import { type Config, ConfigError } from '../config.ts';
import { createPostToRooms } from './create-post-to-rooms.ts';
import { keyedRules } from './keyed-rules.ts';
import { createPacer } from './pacer.ts';
import type { PostToRooms } from './post-to-rooms.ts';
import { readWebhookSecret } from './read-webhook-secret.ts';
import { defaultRoomKind, keyedKinds } from './room-kinds.ts';
import { roomTypes } from './room-types.ts';

/** Retries end after this time, because somebody waits at the terminal. */
const maxPostingMs = 5_000;

/**
 * What `sls invoke local` posts with. It posts to the webhooks in DOORAY_HOOK_URL and SLACK_HOOK_URL. When neither is
 * set, it prints the message as the room would show it and the JSON that would be posted. It calls nothing of AWS.
 *
 * @returns a function that rejects with a {@link ConfigError} when a variable holds no webhook URL.
 */
export function createLocalPost(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): PostToRooms {
  const urls = Object.fromEntries(
    keyedKinds.map((kind) => [kind, env[variableOf(kind)]]).filter(([, url]) => url),
  );
  if (Object.keys(urls).length === 0) return createPrinter(config);

  const paceMs = createPacer(clock);
  return async (message, alreadyTold, deadlineMs, about) => {
    const setting = await readWebhookSecret(JSON.stringify(urls), config.webhookExtraHosts);
    if (setting.faults.length > 0) {
      throw new ConfigError(setting.faults.map(withVariable).join(' '));
    }
    const post = createPostToRooms(fixedValue(setting), config, paceMs, clock);
    const endsAtMs = Math.min(deadlineMs, clock.now() + maxPostingMs);
    const result = await post(message, alreadyTold, endsAtMs, about);
    for (const { room, isTold, unclear } of result.reports) {
      const remark = unclear && ', though not in the words that are known: look there';
      if (isTold) console.log(`${room} accepted the message${remark ?? ''}.`);
    }
    return result;
  };
}

function createPrinter(config: Config): PostToRooms {
  const kind = defaultRoomKind;
  return async (message, _alreadyTold, _deadlineMs, { id }) => {
    const type = await roomTypes[kind].load();
    const envelope = { to: { url: new URL('https://hook.dooray.com/') }, sender: config, id };
    const payloads = type.requestsFor(message, envelope).map(({ payload }) => payload);
    const json = payloads.map((payload) => JSON.stringify(payload, null, 2)).join('\n');
    console.log(`${type.asShown(message, envelope)}\n\nThe JSON that would be posted:\n${json}`);
    return { reports: [{ room: kind, isTold: true, attempts: 0 }], accepted: [kind], faults: [] };
  };
}

/** A fault of the secret that was made of the variables, with the variable in place of the secret's key. */
function withVariable(fault: string): string {
  const kind = keyedKinds.find((it) => fault.startsWith(`webhook secret, key ${it}:`));
  return kind === undefined
    ? fault
    : fault
        .replace(`webhook secret, key ${kind}`, variableOf(kind))
        .replace(/; no room is left\.$/, '.');
}

function variableOf(kind: (typeof keyedKinds)[number]): string {
  return keyedRules[kind].localUrlVariable ?? '';
}
