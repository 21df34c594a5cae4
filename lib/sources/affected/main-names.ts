import type { Call } from '../effects/call.ts';
import { textsAt, valuesAt } from './value-at.ts';

/** Parameters by the end of which an API most often names what it acts on. */
const naming = /(?:names?|arns?|identifiers?|ids?)$/i;
const plain = /^(?:name|id|arn|identifier|family|identity|source|url)$/i;
/** What names something else, or nothing. */
const other =
  /token|kms|role|request|subnet|securitygroup|version|region|owner|principal|topic|bucket|label|statement|policy|operationId|handshakeParty/i;

/**
 * What a call acts on where we know no place of it: the parameter whose name is most like that of the event, such as
 * `thingName` of `CreateThing`. EC2 wraps some requests (`DeleteFlowLogsRequest`).
 */
export function mainNamesIn({ eventName, request }: Call, response: unknown): string[] {
  const wrapped = Object.entries(objectOf(request)).find(([key]) => /^[A-Z]\w+Request$/.test(key));
  const inner = wrapped === undefined ? request : wrapped[1];
  const ofRequest = namesIn(eventName, inner);
  if (ofRequest.length > 0 || !/^(?:Create|Allocate|Copy|Import|Register)/.test(eventName)) {
    return ofRequest;
  }
  return namesIn(eventName, response);
}

function namesIn(eventName: string, value: unknown): string[] {
  const keys = Object.keys(objectOf(value)).filter(
    (key) =>
      (naming.test(key) || plain.test(key)) &&
      !other.test(key) &&
      valueTexts(value, key).length > 0,
  );
  const lower = eventName.toLowerCase();
  const isLike = (key: string) => {
    const stem = key.replace(naming, '').toLowerCase();
    return stem !== '' && lower.includes(stem);
  };
  const ownName = /^(?:Create|Register)/.test(eventName)
    ? keys.find((key) => key === 'name')
    : undefined;
  const best = ownName ?? keys.find(isLike) ?? keys.find((key) => plain.test(key)) ?? keys[0];
  return best === undefined ? [] : valueTexts(value, best);
}

function valueTexts(value: unknown, key: string): string[] {
  // A key may have dots in it.
  return valuesAt(value, [key])
    .flat()
    .flatMap((it) => textsAt({ it }, 'it'));
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
