import { isSuccess } from '../answer-status.ts';
import { doorayApiRequest, doorayText, doorayTextAsShown, saysYes } from '../dooray/dooray-api.ts';
import type { RoomType } from '../room-type.ts';

/** A person in Dooray Messenger: the JSON of "1:1 메시지 전송". */
export const doorayDirect: RoomType = {
  requestsFor: (message, { to }) => [
    doorayApiRequest(to.key, {
      text: doorayText(message),
      organizationMemberId: to.chatId ?? '',
    }),
  ],
  asShown: doorayTextAsShown,
  readAnswer: ({ status, body }) => {
    // A token that is none, one without the right, and a member who is gone.
    if ([401, 403, 404].includes(status)) return 'dead';
    return isSuccess(status) && saysYes(body) ? 'yes' : undefined;
  },
};
