import type { NcloudWords } from './ncloud-words.ts';
import type { Outcome } from './sentence-parts.ts';
import type { Sentence } from './words.ts';
import { en } from './words-en.ts';

/** Sentences from `removed a second factor` and `remove a second factor`, done and failed. */
const action = (done: string, tried: string): Readonly<Record<Outcome, Sentence>> => ({
  done: ({ by }) => `${by} ${done}`,
  refused: ({ by, failure }) => `${by} tried to ${tried} ${failure.tail}`,
});

const checkLogIn =
  'If not approved, change the ROOT password, and look for new second factors, keys and sub accounts.';

const shutOut = "change ROOT's password and disable its access keys";

/** The same, and one thing more. */
const shutOutAnd = (what: string): string =>
  `change ROOT's password, disable its access keys, and ${what}`;

/** The words that differ for Naver Cloud. */
export const ncloudEn: NcloudWords = {
  ...en,
  signIn: {
    ...en.signIn,
    signInWithMfa: ({ by }) => `${by} signed in (with a second factor)`,
    signInWithoutMfa: ({ by }) => `${by} signed in without a second factor`,
    signInMfaUnknown: ({ by }) => `${by} signed in (second factor unknown)`,
    signInFailed: ({ account }) => `A sign-in as ${account} failed`,
    signInUnclear: ({ account }) => `Somebody tried to sign in as ${account} (result unknown)`,
  },
  deeds: {
    logOut: action('signed out', 'sign out'),
    keyCreated: action('created an access key', 'create an access key'),
    keyEnabled: action('enabled an access key', 'enable an access key'),
    keyMadeOrEnabled: action('created or enabled an access key', 'create or enable an access key'),
    keyDisabled: action('disabled an access key', 'disable an access key'),
    keyDeleted: action('deleted an access key', 'delete an access key'),
    keyChanged: action('changed an access key', 'change an access key'),
    mfaAdded: action('registered or changed a second factor', 'register or change a second factor'),
    mfaRemoved: action('removed a second factor', 'remove a second factor'),
    password: action('changed its password', 'change its password'),
    subAccountPassword: action(
      'changed the password of a sub account',
      'change the password of a sub account',
    ),
    withdrawal: action('closed the account (withdrawal)', 'close the account (withdrawal)'),
    payment: action('changed the payment settings', 'change the payment settings'),
    tracerDeleted: action(
      'stopped logging: a tracer of the Cloud Activity Tracer was deleted or stopped',
      'stop logging by deleting or stopping a tracer of the Cloud Activity Tracer',
    ),
    tracerCreated: action(
      'created or started a tracer of the Cloud Activity Tracer',
      'create or start a tracer of the Cloud Activity Tracer',
    ),
    tracerChanged: action(
      'changed a tracer of the Cloud Activity Tracer',
      'change a tracer of the Cloud Activity Tracer',
    ),
    administratorGranted: action('granted administrator rights', 'grant administrator rights'),
    administratorTaken: action('removed administrator rights', 'remove administrator rights'),
    policyAttached: action('granted rights by a policy', 'grant rights by a policy'),
    policyDetached: action('removed the rights of a policy', 'remove the rights of a policy'),
    policyChanged: action('created or changed a policy', 'create or change a policy'),
    groupChanged: action('changed a group of sub accounts', 'change a group of sub accounts'),
    sessionIssued: action('obtained temporary credentials', 'obtain temporary credentials'),
    roleChanged: action('changed or assumed a role', 'change or assume a role'),
    subAccountCreated: action('created a sub account', 'create a sub account'),
    subAccountDeleted: action('deleted a sub account', 'delete a sub account'),
    subAccountChanged: action('changed a sub account', 'change a sub account'),
    acgOpened: action(
      'opened network access (a rule was added to an ACG)',
      'open network access by a rule of an ACG',
    ),
    acgClosed: action(
      'closed network access (a rule was removed from an ACG)',
      'close network access by removing a rule of an ACG',
    ),
    acgChanged: action('changed an ACG or a network ACL', 'change an ACG or a network ACL'),
  },
  ncloudCall: ({ action: name, product }) => {
    const what = product === undefined ? `"${name}"` : `"${name}" in ${product}`;
    return action(`ran ${what}`, `run ${what}`);
  },
  byType: (type) => `A user of type ${type} in the Naver Cloud account`,
  unreadable: 'A record of Naver Cloud activity cannot be read',
  advice: {
    ...en.advice,
    signInWithMfa: checkLogIn,
    signInWithoutMfa:
      'If not approved, change the ROOT password, set up a second factor, and look for new keys and sub accounts.',
    signInMfaUnknown: checkLogIn,
    signInUnclear: checkLogIn,
    signInFailed:
      'Unless your team tried, make sure ROOT has a second factor and look for other attempts from this IP.',
    refused:
      'Failed, but somebody tried it as ROOT. If not approved, change the ROOT password and check its access keys.',
    failed:
      'Failed, but somebody tried it as ROOT and may try again. If not approved, change the ROOT password and check its access keys.',
    safer: 'Find out who did this and why.',
    organization: `If not approved, contact Naver Cloud support now, then ${shutOut}.`,
    account: `If not approved, undo it, ${shutOutAnd('check the payment methods')}.`,
    adminGranted: `If not approved, revoke these rights in Sub Account now, ${shutOutAnd('check what was done with them')}.`,
    identity: `If not approved, undo it in Sub Account now, then ${shutOut}.`,
    sessionIssued: `If not approved, ${shutOutAnd('watch until the credentials expire')}.`,
    loggingOff: `If not approved, create the tracer again now, ${shutOutAnd('check what happened since')}.`,
    loggingChanged: `If not approved, undo it now, ${shutOutAnd('check what was not exported')}.`,
    watchChanged: `If not approved, undo it, then ${shutOut}.`,
    networkExposed: `If not approved, undo it now, then ${shutOut}.`,
    accessKeyCreated:
      'If not approved, disable this access key in the portal now and change the ROOT password.',
    accessKeyChanged:
      'If not approved, change the ROOT password and check the remaining access keys.',
    mfaAdded: 'Unless your team did this, undo it now and change the ROOT password.',
    mfaRemoved: 'If not approved, change the ROOT password and set up the second factor again now.',
    password:
      'Unless your team did this, secure the ROOT e-mail account first, then reset the password and contact Naver Cloud support.',
    action: `If not approved, ${shutOut}.`,
    unreadable: 'Look for this activity in the Cloud Activity Tracer of the Naver Cloud console.',
  },
  mfaWith: (factor) => `second factor ${factor}`,
  mfa: {
    used: 'second factor used',
    unused: 'no second factor',
    unknown: 'second factor unknown',
  },
  digestOfRefusedSignIns: (count) => `${count} sign-ins as Naver Cloud ROOT failed`,
  digestOfUnreadable: (count) => `${count} records of Naver Cloud activity cannot be read`,
  root: 'ROOT',
};
