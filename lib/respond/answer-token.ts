import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isIncidentId } from '../incident/incident.ts';

/** What a token lets its holder do: answer about one incident, for one room, until it expires. */
export interface AnswerToken {
  readonly incidentId: string;
  /** Of the room that it was posted to: {@link roomRefOf}. */
  readonly roomRef: string;
  /** In milliseconds since 1970, to the second. */
  readonly expiresAtMs: number;
}

/**
 * `link`: everybody who reads the room has it. `button`: only the chat service has it, which says who pressed. `dooray`: whoever sees
 * the message has it, and the token of the app says that Dooray sent the press. `dialog`: whoever pressed has it, and nobody else
 * can use it. None is taken for another, so that nobody who reads a link can say that somebody pressed a button.
 */
export type TokenUse = 'link' | 'button' | 'dooray' | 'dialog';

/** From Friday evening to Monday evening. An incident itself lasts half a day at most. */
export const tokenLifetimeMs = 72 * 60 * 60_000;

/** The first byte says version and use together: what another version signed is none of ours. */
const firstByte: Readonly<Record<TokenUse, number>> = {
  link: 0x11,
  button: 0x12,
  dooray: 0x13,
  dialog: 0x14,
};

const idLength = 10;
const roomRefLength = 12;
const expiryOffset = 1 + idLength;
const roomOffset = expiryOffset + 4;
/** A whole number of three-byte groups, so that each token has one encoding alone. */
const payloadLength = roomOffset + (roomRefLength * 3) / 4;
/** 192 bits of the 256: more than half is what RFC 2104 asks for. */
const macLength = 24;
const textLength = ((payloadLength + macLength) * 4) / 3;

/** Twelve characters that stand for a room by its key in the ledger, which says nothing of its URL. */
export function roomRefOf(ledgerKey: string): string {
  return createHash('sha256').update(ledgerKey).digest('base64url').slice(0, roomRefLength);
}

/**
 * @param holder who alone may use it. Empty: whoever has it.
 * @returns 64 characters of base64url.
 */
export function signToken(
  { incidentId, roomRef, expiresAtMs }: AnswerToken,
  use: TokenUse,
  key: string,
  holder = '',
): string {
  const payload = Buffer.alloc(payloadLength);
  payload.writeUInt8(firstByte[use], 0);
  payload.write(incidentId, 1, idLength, 'latin1');
  payload.writeUInt32BE(Math.floor(expiresAtMs / 1_000), expiryOffset);
  payload.write(roomRef, roomOffset, 'base64url');
  return Buffer.concat([payload, macOf(payload, key, holder)]).toString('base64url');
}

/**
 * What a token says that we signed. Undefined: it is expired, of another use or version, or not ours.
 *
 * @param text hostile
 * @param keyOf reads the key. It is not asked for a text that cannot be a token of this time.
 * @param holder whoever uses it, where it was signed for one alone.
 */
export async function readToken(
  text: string,
  use: TokenUse,
  nowMs: number,
  keyOf: () => Promise<string>,
  holder = '',
): Promise<AnswerToken | undefined> {
  if (text.length !== textLength || !/^[\w-]*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  const payload = bytes.subarray(0, payloadLength);
  if (payload[0] !== firstByte[use]) return undefined;
  const incidentId = payload.toString('latin1', 1, expiryOffset);
  const expiresAtMs = payload.readUInt32BE(expiryOffset) * 1_000;
  if (!isIncidentId(incidentId) || expiresAtMs <= nowMs) return undefined;
  const mac = macOf(payload, await keyOf(), holder);
  if (!timingSafeEqual(mac, bytes.subarray(payloadLength))) return undefined;
  return { incidentId, roomRef: payload.toString('base64url', roomOffset), expiresAtMs };
}

function macOf(payload: Buffer, key: string, holder: string): Buffer {
  const hmac = createHmac('sha256', key).update('root-alert answer').update(payload).update(holder);
  return hmac.digest().subarray(0, macLength);
}
