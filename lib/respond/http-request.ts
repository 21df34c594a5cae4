import * as v from 'valibot';

/** A form with its longest texts, all of it percent-encoded Korean, or what a chat app sends with the message that it is about. */
export const maxFormBytes = 8_192;
export const maxAppBytes = 262_144;

const texts = v.optional(v.record(v.string(), v.optional(v.string())), {});

/** What an HTTP API hands to a function (API Gateway Developer Guide, "payload format version 2.0"), as far as it matters here. */
const eventSchema = v.object({
  rawPath: v.string(),
  headers: texts,
  queryStringParameters: texts,
  requestContext: v.object({
    http: v.object({ method: v.string(), sourceIp: v.optional(v.string(), '') }),
  }),
  body: v.optional(v.nullable(v.string()), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
});

/** A request as its sender made it: hostile. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of whoever opened the connection: API Gateway takes it from no header. */
  readonly sourceIp: string;
  /** As it was sent, byte for byte. Undefined: it is longer than anything that belongs here. */
  readonly body: string | undefined;
}

/** Undefined: it is no request of an HTTP API. */
export function readHttpRequest(event: unknown): HttpRequest | undefined {
  const result = v.safeParse(eventSchema, event);
  if (!result.success) return undefined;
  const { rawPath, headers, queryStringParameters, requestContext, body, isBase64Encoded } =
    result.output;
  const { method, sourceIp } = requestContext.http;
  return {
    method,
    path: rawPath,
    query: queryStringParameters,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    sourceIp,
    body: textOf(body ?? '', isBase64Encoded),
  };
}

function textOf(body: string, isBase64Encoded: boolean): string | undefined {
  // Four characters stand for three bytes, and one character for no more than three.
  if (body.length > (maxAppBytes * 4) / 3 + 4) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return bytes.length > maxAppBytes ? undefined : bytes.toString('utf8');
}

/** The type of the body without its parameters, in small letters. */
export function contentTypeOf({ headers }: HttpRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
