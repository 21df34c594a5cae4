import { isGone, isSuccess } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { saysYes } from './dooray-api.ts';
import { asShown } from './dooray-as-shown.ts';
import { doorayPayload } from './dooray-payload.ts';
import { threadedRequests, threadIn } from './dooray-thread.ts';

/** An incoming webhook of Dooray Messenger. */
export const dooray: RoomType = {
  requestsFor: (message, envelope) =>
    threadedRequests(message, envelope, { payload: doorayPayload(message, envelope.sender) }),
  asShown: (message, { sender }) => asShown(doorayPayload(message, sender)),
  readAnswer: (answer) => {
    if (isSuccess(answer.status)) return saysYes(answer.body) ? 'yes' : undefined;
    // Its guide does not say what a hook that is gone answers: by analogy with its service API, whose tokens are in a header.
    return isGone(answer, [401, 403, 404, 410]) ? 'dead' : undefined;
  },
  threadIn,
};
