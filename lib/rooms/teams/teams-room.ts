import { isGone } from '../answer-status.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { limits, teamsPayload } from './teams-payload.ts';

/** A channel of Microsoft Teams, by a flow of Power Automate. */
export const teams: RoomType = {
  requestsFor: (message, envelope) => [{ payload: teamsPayload(message, envelope) }],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: (answer) => {
    // The flow has begun. Whether its card was posted is in the history of its runs alone.
    if (answer.status === 202) return 'begun';
    // The signature is not, or no longer, that of a flow; the flow is gone.
    return isGone(answer, [401, 403, 404, 410]) ? 'dead' : undefined;
  },
};
