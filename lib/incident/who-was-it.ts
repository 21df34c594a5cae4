import type { AddressHistory } from './known-addresses.ts';
import type { SignedInFrom } from './signed-in-from.ts';

/** What helps people to say whose an address is. None of it says who used root. */
export interface WhoWasIt {
  readonly addresses: readonly AddressFacts[];
  /** How many further addresses there are. */
  readonly more: number;
  readonly signIns: SignInsRead;
}

export interface AddressFacts {
  readonly address: string;
  readonly history: AddressHistory;
  /** Undefined: nobody, as far as {@link SignInsRead} goes. */
  readonly signedIn: SignedInFrom | undefined;
}

/** How much of the account's sign-ins was looked at. */
export type SignInsRead =
  | {
      readonly kind: 'read';
      /** From when on, in milliseconds since 1970. Undefined: over all of the time that is looked at. */
      readonly sinceMs: number | undefined;
      /** Those that did not answer, and why. */
      readonly unread: readonly { readonly region: string; readonly reason: string }[];
    }
  /** Nothing answered. */
  | { readonly kind: 'unread'; readonly reason: string }
  /** Of this account we cannot read them, or not from where this is told. */
  | { readonly kind: 'noWay' };

/** For so long sign-ins are looked at. */
export const signInDays = 7;
