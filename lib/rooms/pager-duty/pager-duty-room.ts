import { fieldsOf, readAnswerJson } from '../answer-json.ts';
import type { RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { limits, resolveEvent, triggerEvent } from './pager-duty-payload.ts';

/** A service in PagerDuty. A drill opens an alert and resolves it. */
export const pagerDuty: RoomType = {
  requestsFor: (message, envelope) => [
    { payload: triggerEvent(message, envelope) },
    ...(message.isDrill ? [{ payload: resolveEvent(envelope) }] : []),
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: ({ status, body }) => {
    // 202 with {"status": "success", …}: the event is queued, and PagerDuty does not lose it (its guide).
    if (status === 202) {
      return fieldsOf(readAnswerJson(body)).get('status') === 'success' ? 'yes' : undefined;
    }
    // 400 says that the event is wrong; with one key for all of them, the key may be what is wrong.
    return status === 400 && /routing.?key/i.test(body) ? 'dead' : undefined;
  },
};
