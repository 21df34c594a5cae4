import { severities } from '../classify/classes.ts';
import { tellOnce } from '../delivery/tell-once.ts';
import { composeDoorayRoom } from '../messages/compose-dooray-room.ts';
import { withWords } from '../messages/load-words.ts';
import { shortHash } from '../rooms/configured-room.ts';
import { clouds, type RoutedUse } from '../rooms/route.ts';
import type { DoorayCommand } from './dooray-request.ts';
import {
  type DoorayRooms,
  doorayRoomsName,
  doorayRoomsText,
  isConnected,
  isTooSoon,
  placeOf,
  readDoorayRooms,
  withoutRoom,
  withRoom,
} from './dooray-rooms.ts';
import type { RespondDeps } from './respond-deps.ts';

/** Another room may be connected in between. */
const maxWrites = 3;

export type Connecting =
  | 'isConnected'
  | 'wasConnected'
  | 'tooMany'
  /** Some room of alerts does not know of it, so it is not connected. */
  | 'notTold'
  | 'busy';

/**
 * Connects the room that a command came from, once every room of alerts was told of it, and not before: whoever can make a command
 * of the app could otherwise make a place to answer from in silence.
 *
 * @param endsAtMs when telling ends, in clock time.
 */
export async function connectRoom(
  command: DoorayCommand,
  appToken: string,
  endsAtMs: number,
  deps: RespondDeps,
): Promise<Connecting> {
  const { ledger, clock } = deps;
  let isTold = false;
  for (let write = 1; write <= maxWrites; write += 1) {
    const text = await ledger.state(doorayRoomsName);
    const before = readDoorayRooms(text, appToken);
    if (isConnected(before, command)) return 'wasConnected';
    if (!isTold && isTooSoon(before, clock.now())) return 'busy';
    const { tenantId, channelId, channelName, userId } = command;
    const room = {
      tenantId,
      channelId,
      app: shortHash(appToken),
      name: channelName,
      by: userId,
      atMs: clock.now(),
    };
    const after = withRoom(before, room);
    if (after === undefined) return 'tooMany';
    if (!isTold && (await tell(command, true, after, endsAtMs, deps)) === 'untold')
      return 'notTold';
    isTold = true;
    if (await ledger.replaceState(doorayRoomsName, text, doorayRoomsText(after))) {
      return 'isConnected';
    }
  }
  return 'busy';
}

/** Takes the room away at once, and tells that afterwards. */
export async function disconnectRoom(
  command: DoorayCommand,
  appToken: string,
  endsAtMs: number,
  deps: RespondDeps,
): Promise<'isDisconnected' | 'notConnected' | 'busy'> {
  const { ledger, clock } = deps;
  for (let write = 1; write <= maxWrites; write += 1) {
    const text = await ledger.state(doorayRoomsName);
    const before = readDoorayRooms(text, appToken);
    if (!isConnected(before, command)) return 'notConnected';
    const after = withoutRoom(before, command, clock.now());
    if (await ledger.replaceState(doorayRoomsName, text, doorayRoomsText(after))) {
      await tell(command, false, after, endsAtMs, deps);
      return 'isDisconnected';
    }
  }
  return 'busy';
}

async function tell(
  command: DoorayCommand,
  isConnecting: boolean,
  { changes, rooms }: DoorayRooms,
  endsAtMs: number,
  deps: RespondDeps,
): Promise<'told' | 'untold'> {
  const { channelName, userId } = command;
  const change = {
    isConnected: isConnecting,
    name: channelName,
    by: userId,
    rooms: rooms.length,
  };
  const telling = {
    // Tried again, it is the same; done again after it was undone, another.
    id: `dooray-room-${changes}-${shortHash(placeOf(command))}`,
    about: { uses: await usesOfAll(deps), audience: 'readers' as const },
    messageIn: async (locale: typeof deps.config.locale) =>
      composeDoorayRoom(change, await withWords({ ...deps.config, locale })),
  };
  return await tellOnce(telling, endsAtMs, deps);
}

/** What every room is told some of, whatever its conditions: from the room that is connected, incidents of all accounts are answered. */
async function usesOfAll({ rooms }: Pick<RespondDeps, 'rooms'>): Promise<RoutedUse[]> {
  const known = (await rooms?.().catch(() => [])) ?? [];
  const accounts = known.flatMap(({ route }) => route.accounts ?? []);
  return severities.flatMap((severity) =>
    clouds.map((cloud) => ({ severity, accounts, cloud, isDrill: false })),
  );
}
