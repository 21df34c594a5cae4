/** The fields of an answer by their names, in small letters and without `_` and `-`: rooms and proxies spell them as they like. */
export type AnswerFields = ReadonlyMap<string, unknown>;

/** How the answer of Dooray begins: enough where the end of the body was cut off. */
const beginningWithHeader = /^\s*\{\s*"header"\s*:\s*(\{[^{}]*\}?)/i;

/** A whole field within that beginning, of those that matter. */
const wholeField =
  /"(isSuccessful|resultCode|resultMessage)"\s*:\s*("(?:[^"\\]|\\.)*"|[^\s",{}[\]]+(?=\s*[,}]))/gi;

/** The JSON that a room answered; of JSON that was cut off, the fields of its header. Undefined: the body is no JSON. */
export function readAnswerJson(body: string): unknown {
  // `trim` also removes a byte order mark, which `JSON.parse` does not accept.
  const text = body.trim();
  const whole = parse(text);
  if (whole !== undefined) return whole;
  const header = beginningWithHeader.exec(text)?.[1];
  if (header === undefined) return undefined;
  const fields = [...header.matchAll(wholeField)].map(([, name = '', value = '']) => [
    name,
    parse(value),
  ]);
  return fields.length === 0 ? undefined : { header: Object.fromEntries(fields) };
}

/** The fields of a JSON object; of any other value none. */
export function fieldsOf(value: unknown): AnswerFields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return new Map(
    isObject
      ? Object.entries(value).map(([name, it]) => [
          name.toLowerCase().replaceAll(/[_\s-]/g, ''),
          it,
        ])
      : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
