import { jsonObject } from '../json.ts';

/** In characters. The ledger writes such a text with each claim, and pays for each kilobyte. */
const maxBodyLength = 8_000;
/** Of one text in a body that is too long. */
const maxTextLength = 300;

/** How many texts of a request are kept. */
const maxTexts = 10;

/** What says who did what, from where and when. The rest of a long record is left out. */
const partsOfRecord = [
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'vpcEndpointId',
  'userAgent',
  'errorCode',
  'errorMessage',
  'readOnly',
  'userIdentity',
  'additionalEventData',
];
const partsOfEnvelope = ['source', 'account', 'region', 'time'];

/**
 * What the ledger keeps of an event until it is told, so that it can be told if every queue loses it: the event itself,
 * or the most important parts of one that is too long.
 *
 * @param text JSON of the event, as the outbox has it.
 * @returns undefined for an event that is too long even so.
 */
export function keptBody(text: string): string | undefined {
  if (text.length <= maxBodyLength) return text;
  const event = jsonObject(text);
  if (event === undefined) return undefined;
  const detail = 'detail' in event ? Object(event.detail) : {};
  const record = {
    ...picked(detail, partsOfRecord),
    // Without the names in it, nobody could tell that a part of root-alert was changed.
    requestParameters: shortTexts(Object(detail.requestParameters)),
  };
  const short = JSON.stringify(
    { ...picked(event, partsOfEnvelope), detail: record },
    (_, value: unknown) => (typeof value === 'string' ? value.slice(0, maxTextLength) : value),
  );
  return short.length <= maxBodyLength ? short : undefined;
}

function picked(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}

/** The short texts of a request, which are names more often than not. */
function shortTexts(request: object): Record<string, unknown> {
  const texts = Object.entries(request).filter(
    ([, value]) => typeof value === 'string' && value.length <= maxTextLength,
  );
  return Object.fromEntries(texts.slice(0, maxTexts));
}
