import { isGone } from '../answer-status.ts';
import type { MessageEnvelope, RoomRequest, RoomType } from '../room-type.ts';
import { safeMessage, wholeText } from '../safe-message.ts';
import { jsmAlert, limits } from './jsm-payload.ts';

/** A team in Jira Service Management Operations. A drill opens an alert and closes it. */
export const jsm: RoomType = {
  requestsFor: (message, envelope) => [
    {
      payload: jsmAlert(message, envelope.pageKey ?? envelope.id),
      headersFor: () => authorization(envelope),
    },
    ...(message.isDrill ? [closing(envelope)] : []),
  ],
  asShown: (message) => wholeText(safeMessage(message, limits)),
  readAnswer: (answer) => {
    // "Request will be processed": what became of it is asked for with its id.
    if (answer.status === 202) return 'begun';
    return isGone(answer, [401, 403]) ? 'dead' : undefined;
  },
};

/** That an alias will do is not in the reference (jira.atlassian.com/browse/JSDCLOUD-14179). */
function closing(envelope: MessageEnvelope): RoomRequest {
  const { url } = envelope.to;
  const alias = encodeURIComponent(envelope.pageKey ?? envelope.id);
  return {
    payload: { source: 'root-alert' },
    url: new URL(`${url.origin}${url.pathname}/${alias}/close?identifierType=alias`),
    headersFor: () => authorization(envelope),
  };
}

function authorization({ to: { key } }: MessageEnvelope): Record<string, string> {
  return { authorization: `GenieKey ${key}` };
}
