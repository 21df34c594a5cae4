import type { Message } from '../messages/message.ts';
import type { About } from './about.ts';
import type { ConfiguredRoom } from './configured-room.ts';
import { roomTypes } from './room-types.ts';
import { escalationRooms, roomsFor, usualRooms } from './route.ts';

/**
 * The rooms that a message is for, by their routes. What is nothing to do, as the heartbeat, wakes nobody, nor does a use that was
 * planned: it goes to no pager, unless there is nothing else.
 */
export function chosenRooms(
  { isQuiet, isPlanned = false }: Pick<Message, 'isQuiet' | 'isPlanned'>,
  { uses, audience }: Pick<About, 'uses' | 'audience'>,
  rooms: readonly ConfiguredRoom[],
): readonly ConfiguredRoom[] {
  if (audience === 'escalationDrill') {
    return escalationRooms(rooms).filter(({ route }) => route.drills !== false);
  }
  const forEscalation = audience === 'escalation' ? escalationRooms(rooms) : [];
  if (forEscalation.length > 0) return roomsFor(uses, forEscalation);
  const usual = usualRooms(rooms);
  if (audience === 'onlyEscalation') {
    const isPager = ({ kind }: ConfiguredRoom) => roomTypes[kind].isPager === true;
    const named = escalationRooms(rooms);
    return roomsFor(uses, named.length > 0 ? named : usual.filter(isPager));
  }
  if (!isQuiet && !isPlanned && audience !== 'readers') return roomsFor(uses, usual);
  const readers = usual.filter(({ kind }) => roomTypes[kind].isPager !== true);
  return roomsFor(uses, readers.length > 0 ? readers : usual);
}
