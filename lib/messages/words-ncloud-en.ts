import type { Words } from './words.ts';
import { en } from './words-en.ts';

/** Sentences from `removed a second factor` and `remove a second factor`, done and failed. */
const action = (done: string, tried: string): Words['happened']['action'] => ({
  done: ({ by }) => `${by} ${done}`,
  refused: ({ by, failure }) => `${by} tried to ${tried} ${failure.tail}`,
});

const checkLogIn =
  'Check now whether this log-in was approved. If not, change the ROOT password and check its second factor and access keys.';

/** The words that differ for Naver Cloud. */
export const ncloudEn: Words = {
  ...en,
  signIn: {
    ...en.signIn,
    signInWithMfa: ({ by }) => `${by} logged in (with a second factor)`,
    signInWithoutMfa: ({ by }) => `${by} logged in without a second factor`,
    signInMfaUnknown: ({ by }) => `${by} logged in (second factor unknown)`,
    signInFailed: ({ account }) => `A log-in to ${account} failed`,
    signInUnclear: ({ account }) => `Somebody tried to log in to ${account} (result unknown)`,
  },
  happened: {
    ...en.happened,
    accessKeyCreated: action('made or enabled an access key', 'make or enable an access key'),
    accessKeyChanged: action('changed or deleted an access key', 'change or delete an access key'),
    mfaAdded: action('registered or changed a second factor', 'register or change a second factor'),
    mfaRemoved: action('removed a second factor', 'remove a second factor'),
    password: action('changed a password', 'change a password'),
    action: action('did something', 'do something'),
  },
  unreadable: 'A record of Naver Cloud activity arrived that cannot be read',
  advice: {
    ...en.advice,
    signInWithMfa: checkLogIn,
    signInWithoutMfa: checkLogIn,
    signInMfaUnknown: checkLogIn,
    signInUnclear: checkLogIn,
    signInFailed:
      'Check whether one of you tried. If not, make sure that ROOT has a second factor and look for other attempts from this IP.',
    refused:
      'It failed, but somebody tried it as ROOT. If this was not approved, change the ROOT password and check its access keys.',
    accessKeyCreated:
      'If this was not approved, disable this access key in the portal now and change the ROOT password.',
    accessKeyChanged:
      'If this was not approved, change the ROOT password and check the access keys that are left.',
    mfaAdded: 'If it was none of you, undo it now and change the ROOT password.',
    mfaRemoved:
      'If this was not approved, change the ROOT password and set the second factor up again at once.',
    password:
      'If it was none of you, secure the ROOT e-mail account first, then reset the password and contact Naver Cloud support.',
    action:
      'Check now whether this was approved. If not, change the ROOT password and disable its access keys.',
    unreadable: 'Look for this activity in the Cloud Activity Tracer of the Naver Cloud console.',
  },
  label: { ...en.label, mfa: 'Second factor' },
  digest: (count, worst, failure) =>
    `${count} uses of the Naver Cloud ROOT account, told together (${worst}${failure ? `: ${failure}` : ''} among them)`,
  digestOfRefusedSignIns: (count) => `${count} log-ins to the Naver Cloud ROOT account failed`,
  digestOfUnreadable: (count) =>
    `${count} records of Naver Cloud activity arrived that cannot be read`,
  root: 'ROOT',
};
