import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export type Certificate = { readonly key: string; readonly cert: string };

const hosts = ['hook.dooray.com', 'api.dooray.com', 'example.dooray.com', 'hooks.slack.com'];
const yearMs = 365 * 86_400_000;

/**
 * Makes a certificate for 127.0.0.1, which nobody trusts unless told to. It also names hosts of rooms, for a process that
 * is made to find them here. It is written by hand, in DER, as RFC 5280 has it: Node.js reads certificates and makes none.
 */
export function loopbackCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(der(0x06, bytes('2a8648ce3d040302')));
  const name = sequence(set(sequence(der(0x06, bytes('550403')), utf8('127.0.0.1'))));
  const now = Date.now();
  const alternativeNames = sequence(
    der(0x87, Buffer.from([127, 0, 0, 1])),
    ...hosts.map((host) => der(0x82, Buffer.from(host))),
  );
  const extensions = sequence(sequence(der(0x06, bytes('551d11')), der(0x04, alternativeNames)));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // A positive number.
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(now - yearMs), time(now + yearMs)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const whole = sequence(toBeSigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** A tag, the length of what follows, and that. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts);
const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** `261127090000Z`. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, '');
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}
