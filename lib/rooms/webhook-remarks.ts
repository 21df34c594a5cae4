import type { ConfiguredRoom } from './configured-room.ts';
import { gapIn, usualRooms } from './route.ts';
import { rulesByKind } from './rules-by-kind.ts';
import type { WebhookRooms } from './webhook-rooms.ts';

/**
 * What is wrong in a webhook secret and keeps no room from being told, in sentences: those of {@link WebhookRooms}, that of the
 * monitor, a room with half of what a thread needs, and a use of which no room is told by its routes. The look for such a use takes
 * time, so that no alert waits for it.
 */
export function webhookRemarks({
  rooms,
  remarks = [],
  monitorFault,
}: Omit<WebhookRooms, 'faults'>): readonly string[] {
  const gap = gapIn(usualRooms(rooms).map(({ route }) => route));
  return [
    ...remarks,
    ...rooms
      .filter(hasHalf)
      .map(
        ({ name }) => `webhook secret, room ${name}: expected key and chatId together, or neither.`,
      ),
    ...(gap === undefined
      ? []
      : [
          `webhook secret, rooms: expected a room for every use, but none is told of ${gap}; such a use goes to every room.`,
        ]),
    ...(monitorFault === undefined ? [] : [monitorFault]),
  ];
}

/** Where a kind needs neither, one does nothing without the other. */
function hasHalf({ kind, key, chatId }: ConfiguredRoom): boolean {
  const rules = rulesByKind[kind];
  const isFree = rules.key?.isOptional === true && rules.chatId?.isOptional === true;
  return isFree && (key === undefined) !== (chatId === undefined);
}
