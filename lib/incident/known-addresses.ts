import * as v from 'valibot';
import { jsonOrText } from '../json.ts';
import { isAtPlaceOf } from '../same-network.ts';

/** For so long an address is kept after root used it last. */
const knownMs = 90 * 24 * 3_600_000;

/**
 * So many are kept of an account, so that the row stays small: first those that somebody said were not us, then the others, each the
 * latest used first. Whoever uses root from many addresses pushes out no mark by that. If the marks alone are more, the oldest go.
 */
const maxKept = 100;

/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  /** Since when addresses of this account are kept. */
  sinceMs: moment,
  addresses: v.array(
    v.object({
      address: v.string(),
      firstMs: moment,
      lastMs: moment,
      /** When it was used first in an incident that somebody answered with "not us". */
      notUsMs: v.optional(moment),
    }),
  ),
});

/** From where root of one account was used, as the ledger keeps it. */
export type KnownAddresses = v.InferOutput<typeof schema>;

/** The name of its row in the ledger. */
export const knownAddressesName = (account: string) => `addresses-${account}`;

/** Undefined: there is none, or nobody of us wrote it so. */
export function readKnownAddresses(text: string | undefined): KnownAddresses | undefined {
  const parsed = v.safeParse(schema, jsonOrText(text ?? ''));
  return parsed.success ? parsed.output : undefined;
}

/**
 * What is kept once root was used from further addresses. What was once "not us" stays that, however often it is used later.
 *
 * @param usedAtMs when it was.
 * @param isNotUs whether somebody said so.
 */
export function withAddresses(
  known: KnownAddresses | undefined,
  addresses: readonly string[],
  usedAtMs: number,
  isNotUs = false,
): KnownAddresses {
  const before = known?.addresses ?? [];
  const places = addresses.map((address) => ({ address, isHere: isAtPlaceOf(address) }));
  const used = places.map(({ address, isHere }) => {
    const same = before.find((it) => isHere(it.address));
    const notUsMs = same?.notUsMs ?? (isNotUs ? usedAtMs : undefined);
    return {
      address,
      firstMs: same?.firstMs ?? usedAtMs,
      lastMs: Math.max(usedAtMs, same?.lastMs ?? 0),
      ...(notUsMs !== undefined && { notUsMs }),
    };
  });
  const others = before.filter(
    ({ address, lastMs }) =>
      usedAtMs - lastMs < knownMs && !places.some(({ isHere }) => isHere(address)),
  );
  return {
    sinceMs: known?.sinceMs ?? usedAtMs,
    addresses: [...used, ...others].toSorted(keptBefore).slice(0, maxKept),
  };
}

type KnownAddress = KnownAddresses['addresses'][number];

function keptBefore(a: KnownAddress, b: KnownAddress): number {
  const isMarked = ({ notUsMs }: KnownAddress): number => Number(notUsMs !== undefined);
  return isMarked(b) - isMarked(a) || b.lastMs - a.lastMs;
}

/** What is known of an address before an incident. */
export type AddressHistory =
  /** Root was used from there, and somebody said that it was not us: the first time. */
  | { readonly kind: 'notUs'; readonly atMs: number }
  /** Root was used from there: first and last. */
  | { readonly kind: 'used'; readonly firstMs: number; readonly lastMs: number }
  /** It was not, as far as is known. `sinceMs` undefined: for as long as addresses are kept. */
  | { readonly kind: 'new'; readonly sinceMs: number | undefined }
  | { readonly kind: 'unknown' };

/**
 * @param sinceMs since when root of the account was watched without a gap. Undefined: nobody knows.
 * @param openedAtMs of the incident: what it did itself makes its addresses no better known.
 */
export function addressHistory(
  address: string,
  known: KnownAddresses | undefined,
  sinceMs: number | undefined,
  openedAtMs: number,
): AddressHistory {
  const isHere = isAtPlaceOf(address);
  const same = known?.addresses.find((it) => isHere(it.address));
  if (same !== undefined && same.firstMs < openedAtMs && openedAtMs - same.lastMs < knownMs) {
    const { notUsMs } = same;
    if (notUsMs !== undefined && notUsMs < openedAtMs) return { kind: 'notUs', atMs: notUsMs };
    return { kind: 'used', firstMs: same.firstMs, lastMs: Math.min(same.lastMs, openedAtMs) };
  }
  if (sinceMs === undefined || sinceMs >= openedAtMs) return { kind: 'unknown' };
  return { kind: 'new', sinceMs: openedAtMs - sinceMs < knownMs ? sinceMs : undefined };
}
