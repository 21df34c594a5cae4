import type { UseFacts } from '../root-activity.ts';
import type { EventClass } from './classes.ts';
import type { NcloudDeed } from './ncloud-deed.ts';
import { ncloudDeedOf } from './ncloud-deed-of.ts';
import { spelled } from './ncloud-names.ts';

const classOfDeed: Readonly<Record<NcloudDeed, EventClass>> = {
  // A log-out says nothing that the log-in did not say already.
  logOut: 'action',
  keyCreated: 'accessKeyCreated',
  keyEnabled: 'accessKeyCreated',
  keyMadeOrEnabled: 'accessKeyCreated',
  keyDisabled: 'accessKeyChanged',
  keyDeleted: 'accessKeyChanged',
  keyChanged: 'accessKeyChanged',
  mfaAdded: 'mfaAdded',
  mfaRemoved: 'mfaRemoved',
  password: 'password',
  subAccountPassword: 'identity',
  withdrawal: 'organization',
  payment: 'account',
  tracerDeleted: 'loggingOff',
  tracerCreated: 'watchChanged',
  tracerChanged: 'loggingChanged',
  administratorGranted: 'adminGranted',
  administratorTaken: 'identity',
  policyAttached: 'identity',
  policyDetached: 'identity',
  policyChanged: 'identity',
  groupChanged: 'identity',
  sessionIssued: 'sessionIssued',
  roleChanged: 'identity',
  subAccountCreated: 'identity',
  subAccountDeleted: 'identity',
  subAccountChanged: 'identity',
  acgOpened: 'networkExposed',
  acgClosed: 'networkExposed',
  acgChanged: 'networkExposed',
};

/**
 * The class of a use in Naver Cloud, by the names of its action and of the type of its resource. Names are in the
 * account's language, and no list of all of them is public. So they only choose words and severity, never whether
 * there is a message.
 */
export function ncloudClassOf(use: UseFacts): EventClass | 'signIn' {
  const deed = ncloudDeedOf(use);
  const type = spelled(use.ncloud?.resourceType ?? '');
  const isKey = type === 'accesskey';
  if (use.ncloud?.secondFactor !== undefined && deed !== 'logOut' && !isKey) return 'signIn';
  if (deed !== undefined) return classOfDeed[deed];
  // A log-in that failed may never have got as far as the second factor.
  return type === 'customer' && logsIn.test(spelled(use.eventName)) ? 'signIn' : 'action';
}

const logsIn = /login|signin|로그인|ログイン/;
