import type { EffectKind } from './effect.ts';

/** Deeds in Naver Cloud that messages have words for. */
export type NcloudDeed =
  | 'logOut'
  | 'keyCreated'
  | 'keyEnabled'
  | 'keyMadeOrEnabled'
  | 'keyDisabled'
  | 'keyDeleted'
  | 'keyChanged'
  | 'mfaAdded'
  | 'mfaRemoved'
  | 'password'
  | 'subAccountPassword'
  | 'withdrawal'
  | 'payment'
  | 'tracerDeleted'
  | 'tracerCreated'
  | 'tracerChanged'
  | 'administratorGranted'
  | 'administratorTaken'
  | 'policyAttached'
  | 'policyDetached'
  | 'policyChanged'
  | 'groupChanged'
  | 'sessionIssued'
  | 'roleChanged'
  | 'subAccountCreated'
  | 'subAccountDeleted'
  | 'subAccountChanged'
  | 'acgOpened'
  | 'acgClosed'
  | 'acgChanged';

/** What each does to access or protection, where its name says so. */
export const effectOfDeed: Readonly<Partial<Record<NcloudDeed, EffectKind>>> = {
  tracerDeleted: 'switchesOff',
  tracerCreated: 'switchesOn',
  administratorGranted: 'grantsAdmin',
  administratorTaken: 'takesAdmin',
  acgOpened: 'opensNetwork',
  acgClosed: 'closesNetwork',
};
