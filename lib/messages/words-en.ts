import { countryNamesEn } from './country-names-en.ts';
import { callEn, deedEn, namedEn, thingEn } from './deed-sentence-en.ts';
import { outcomeEn } from './outcome-words-en.ts';
import { regionNamesEn } from './region-names-en.ts';
import type { Outcome } from './sentence-parts.ts';
import type { Sentence, Words } from './words.ts';
import { guardEn } from './words-guard-en.ts';

/** Sentences from `made a link` and `make a link`, done and refused. */
const action = (done: string, tried: string): Readonly<Record<Outcome, Sentence>> => ({
  done: ({ by }) => `${by} ${done}`,
  refused: ({ by, failure }) => `${by} tried to ${tried} ${failure.tail}`,
});

const lookAround = 'look for new MFA devices, keys and users';

const checkSignIn = `If not approved, change the root password and ${lookAround}.`;

/** Somebody who acted as root without approval can do so again, so their way in is closed first. */
const shutOut = "change root's password and disable its keys";

/** The same, and one thing more. */
const shutOutAnd = (what: string): string =>
  `change root's password, disable its keys, and ${what}`;

/** What ends a session of `aws login` or OAuth: see docs/runbook.md, "Command-line session or agent". */
const endSession =
  'change the root password now, so that the session cannot be renewed; in a member account, deny it by SCP (aws:SignInSessionArn, see the runbook)';

/** Only a session of sts:AssumeRoot can leave out the user name (IAM API Reference, "CreateLoginProfile"). */
const noRootSession =
  "find who asked in the management account's AssumeRoot records, revoke their sessions";

const severity = { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

/** What a use is one of several in. */
const useOf = {
  session: 'in this session',
  accessKey: 'of this access key',
  account: 'of this root account',
} as const;

export const en: Words = {
  ...outcomeEn,
  drill: 'DRILL',
  severity,
  wouldBe: (it) => `would be ${severity[it]}`,
  rootOf: { aws: 'AWS root', ncloud: 'Naver Cloud ROOT' },
  by: {
    direct: (account) => account,
    agent: (account, agent) => `An AI agent (${agent}) acting as ${account}`,
    federatedSession: (account) => `A federated session issued by ${account}`,
    centralizedSession: () => 'A centralized root session (AssumeRoot)',
    service: (account) => `An AWS service acting for ${account}`,
  },
  byDelegate: (account, delegate) =>
    `AWS account ${delegate}, to which ${account} delegated its rights,`,
  signIn: {
    signInWithMfa: ({ by, place = 'the console' }) => `${by} signed in to ${place} (with MFA)`,
    signInWithoutMfa: ({ by, place = 'the console' }) => `${by} signed in to ${place} without MFA`,
    signInMfaUnknown: ({ by, place = 'the console' }) =>
      `${by} signed in to ${place} (MFA unknown)`,
    signInFailed: ({ account }) => `A console sign-in as ${account} failed`,
    signInPastPassword: ({ account }) =>
      `A console sign-in as ${account} failed at MFA: the password was probably right`,
    signInMfaCheck: ({ account }) => `A console sign-in as ${account} got as far as MFA`,
    signInUnclear: ({ account }) => `Somebody tried to sign in as ${account} (result unknown)`,
  },
  happened: {
    signInAnomaly: {
      done: () => 'AWS detected an unusual sign-in to this account',
      refused: () => 'AWS detected an unusual sign-in to this account',
    },
    externalIdpFailed: {
      done: () => 'AWS recorded a sign-in at an external identity provider as root',
      refused: () =>
        'AWS recorded a failed sign-in at an external identity provider as root (a known glitch)',
    },
    consoleLink: action('created a console sign-in link', 'create a console sign-in link'),
    cliSession: {
      done: ({ account }) =>
        `Somebody signed in as ${account} on a command line (aws login, up to 12 hours)`,
      refused: ({ account }) => `A command-line sign-in as ${account} (aws login) failed`,
    },
    agentAccess: {
      done: ({ account }) =>
        `An application or AI agent may act as ${account} (OAuth) for up to 12 hours`,
      refused: ({ account }) =>
        `An application or AI agent was not allowed to act as ${account} (OAuth)`,
    },
    sessionRefreshed: {
      done: ({ account }) => `A session of ${account} (aws login, OAuth) was renewed`,
      refused: ({ account }) => `A session of ${account} (aws login, OAuth) was not renewed`,
    },
    rootPasswordCreated: action('gave root a password', 'give root a password'),
    rootPasswordDeleted: action("deleted root's password", "delete root's password"),
    password: {
      done: ({ account }) => `The ${account} password was changed`,
      refused: ({ account, failure }) => `A change of the ${account} password ${failure.predicate}`,
    },
    passwordRecovery: {
      done: ({ account }) => `A reset of the ${account} password was requested`,
      refused: ({ account, failure }) =>
        `A request to reset the ${account} password ${failure.predicate}`,
    },
    passwordReset: {
      done: ({ account }) => `The ${account} password was reset`,
      refused: ({ account, failure }) => `A reset of the ${account} password ${failure.predicate}`,
    },
    email: {
      done: ({ account }) => `The ${account} e-mail address was changed`,
      refused: ({ account, failure }) =>
        `A change of the ${account} e-mail address ${failure.predicate}`,
    },
    assumeRoot: {
      done: ({ task, target }) =>
        `Somebody got a root session in ${member(target)} (AssumeRoot${task ? `: ${task}` : ''})`,
      refused: ({ task, target, failure }) =>
        `A request for a root session in ${member(target)} (AssumeRoot${task ? `: ${task}` : ''}) ${failure.predicate}`,
    },
  },
  guard: guardEn,
  deed: deedEn,
  call: callEn,
  callRemark: {
    deletion: 'deletion',
    permissions: 'changes permissions',
    permissionsRemoved: 'removes permissions',
    tagging: 'tags',
    read: 'read-only',
  },
  named: namedEn,
  unreadable: 'A record of AWS root use cannot be read',
  advice: {
    signInWithMfa: checkSignIn,
    signInWithoutMfa:
      'If not approved, change the root password, turn MFA on, and look for new keys and users.',
    signInMfaUnknown: checkSignIn,
    signInUnclear: checkSignIn,
    signInMfaCheck: checkSignIn,
    signInPastPassword: `Somebody may know root's password. Unless it was you, change it, and ${lookAround}.`,
    signInAnomaly: `Unless it was your team, change the root password and ${lookAround}.`,
    externalIdpFailed:
      'Nothing to do if somebody was just signing in through IAM Identity Center. If it happens often, check the identity provider.',
    consoleLink:
      "Check if this session was approved. If not, disable root's keys and change its password.",
    cliSession: `If not approved, ${endSession}; and disable root's keys. Credentials already issued work for up to 15 more minutes.`,
    agentAccess: `If not approved, ${endSession}; and disable root's keys. Tokens already issued work for up to 1 more hour.`,
    sessionRefreshed: `Unless it is your team's session, ${endSession}.`,
    rootPasswordCreated: `If not approved, ${noRootSession}, and delete the password again.`,
    rootPasswordDeleted: `If not approved, ${noRootSession}, and make sure you can still get in as root ("Forgot password?" and its mailbox).`,
    rootCredentialCreated:
      "If not approved, disable the new credential and root's keys, and change root's password.",
    mayBeCentralized:
      'The record does not say if root itself or a centralized session did this. Look for an AssumeRoot record in the management account. If there is none and nobody approved this, deny root by SCP, change its password and disable its keys, if it has any.',
    signInFailed:
      'Unless your team tried, make sure root has MFA and look for other attempts from this IP.',
    refused: `Refused, but somebody tried it as root. If not approved, ${shutOut}.`,
    failed: `Failed, but somebody tried it as root and may try again. If not approved, ${shutOut}.`,
    dryRun: `Nothing changed, but somebody tested what root can do. If not approved, ${shutOut}.`,
    safer: 'Find out who did this and why.',
    accessKeyCreated:
      'If not approved, disable the new access key now and change the root password.',
    accessKeyChanged:
      'If not approved, change the root password and check the remaining access keys.',
    credential:
      "If not approved, disable this credential and root's keys, and change root's password.",
    sessionIssued: `If not approved, ${shutOut}. Tokens cannot be revoked: watch until they expire (up to 1 hour).`,
    mfaAdded:
      'Unless your team registered this device, remove it now and change the root password.',
    mfaRemoved: 'If not approved, change the root password and register MFA again now.',
    password:
      'Unless your team did this, secure the root e-mail account first, then reset the password and contact AWS Support.',
    passwordRecovery:
      'Unless your team asked for it, secure the root e-mail account, then check MFA.',
    passwordReset:
      'Unless your team did this, secure the root e-mail account first, then reset the password again and contact AWS Support.',
    email:
      'Unless your team did this, look for the notice sent to the old address and contact AWS Support now.',
    owner:
      'Unless your team did this, secure the root e-mail account first and contact AWS Support now.',
    loggingOff: `If not approved, turn logging back on now, ${shutOutAnd('check what happened since')}.`,
    loggingChanged: `If not approved, undo it now, ${shutOutAnd('check what went unlogged')}.`,
    detectionChanged: `If not approved, undo it now, ${shutOutAnd('check CloudTrail for what was missed')}.`,
    detectionOff: `If not approved, turn detection back on now, ${shutOutAnd('check CloudTrail for what was missed')}.`,
    alertingOff: `If not approved, put the alarms and rules back now, then ${shutOut}. If they are root-alert's own, run npm run status and follow docs/coverage.md, "When a rule was changed": deploying again does not restore them.`,
    watchChanged: `If not approved, undo it, then ${shutOut}.`,
    organization: `If not approved, contact AWS Support now, undo it, then ${shutOut}.`,
    account: `If not approved, undo it, ${shutOutAnd('check contacts and payment methods')}.`,
    adminGranted: `If not approved, revoke these rights now, ${shutOutAnd('check what was done with them')}.`,
    trust: `If not approved, undo it now, ${shutOutAnd('check who came in that way')}.`,
    identity: `If not approved, undo it, then ${shutOut}.`,
    dataExposed: `If not approved, undo it now, ${shutOutAnd('check who read it')}.`,
    networkExposed: `If not approved, undo it now, ${shutOutAnd('check who connected')}.`,
    secretRead: `If not approved, rotate it, then ${shutOut}.`,
    destruction: `If not approved, ${shutOut}; then look for backups and for what can still be cancelled, such as the deletion of a KMS key.`,
    deletion: `If not approved, ${shutOut}; then look for backups.`,
    permissions: `If not approved, undo it now, ${shutOutAnd('check who used the permissions')}.`,
    permissionsRemoved: `If not approved, undo it, ${shutOutAnd('check who was locked out or let in')}.`,
    tagging: `If not approved, undo it (tags can decide access and backups), then ${shutOut}.`,
    compute: `If not approved, stop it now, ${shutOutAnd('look for more in every region')}.`,
    stack: `If not approved, undo the stack now, ${shutOutAnd('check its resources')}. What CloudFormation makes for it as root is not reported one by one.`,
    execution: `If not approved, isolate or restore the target, ${shutOutAnd('rotate every credential it holds')}.`,
    protectionOff: `If not approved, turn it back on now, ${shutOutAnd('check for deleted or leaked data')}.`,
    protectionChanged: `If not approved, undo it now, ${shutOutAnd('check that data and backups are intact')}.`,
    disruption: `If not approved, restore the service, then ${shutOut}.`,
    spending: `If not approved, cancel it now, ${shutOutAnd('check usage and charges in every region')}.`,
    domain: `If not approved, contact AWS Support now, check the domain's transfer lock and name servers, then ${shutOut}.`,
    assumeRoot: 'Find out who asked and why, and whether their credentials have leaked.',
    centralizedSession: "Check in the management account's AssumeRoot records if this was planned.",
    federatedSession:
      "Check if this session was approved. If not, disable root's keys and change its password.",
    service: 'Find out which setting makes this service act with root permissions.',
    read: `If not approved, ${shutOut}.`,
    action: `If not approved, ${shutOut}.`,
    drill: 'This is a drill. Read through the runbook and note what you would do; change nothing.',
    unreadable: 'Look it up in CloudTrail now. Until you know, treat it as unapproved.',
    alarm:
      'Find out in CloudTrail who did what (if nothing is there, look in other regions). If not approved, change the root password.',
    otherAlarm: 'Check what this alarm watches. If root, find out in CloudTrail who did what.',
    notice: 'Read it. Its text does not seem to be about the root account.',
    alarmOver: 'No further action if you know which use of root raised it.',
    alarmWithoutData: 'Check that the trail still writes to its log group.',
  },
  adviceOnMade: (made) => `If not approved, delete ${thingEn(made)}, then ${shutOut}.`,
  label: {
    account: 'Account',
    event: 'Event',
    time: 'Time',
    region: 'Region',
    sourceIp: 'Source IP',
    countries: 'Countries',
    who: 'Who',
    session: 'Session',
    signedInTo: 'Signed in to',
    client: 'Client',
    correction: 'Correction',
    lateRecord: 'Reason for delay',
    awsFinding: 'What AWS says',
    notice: 'Notification',
    userAgent: 'User agent',
    result: 'Result',
    errorMessage: 'Error message',
    eventId: 'Event ID',
    incident: 'Incident',
    fault: 'Why it cannot be read',
    affected: 'Target',
    taskPolicy: 'Task policy',
    adviceNow: 'What to do now',
    events: 'Events',
    errors: 'Errors',
    alarm: 'CloudWatch alarm',
    reason: 'Reason',
    condition: 'Watches',
    description: 'Description',
    findings: 'Findings',
    remark: 'Remark',
    accessKey: 'Access key',
    temporaryCredential: 'Temporary credential',
    again: 'So far',
  },
  digestOthers: (count, refused) =>
    [
      `+${count} more ${count === 1 ? 'use' : 'uses'}`,
      ...(refused === undefined ? [] : [refused.join(' ')]),
    ].join('; '),
  readOnlyOf: (count, all) => `${count} of ${all} read-only`,
  digestOfRefusedSignIns: (count, addresses, since, atMfa = 0) =>
    `${count} console sign-ins as AWS root failed, from ${addresses} IP address${addresses === 1 ? '' : 'es'}${since === undefined ? '' : ` since ${since}`}${atMfa > 0 ? `; ${atMfa} at MFA: the password was probably right` : ''}`,
  guesses: (count) =>
    `${count} console sign-ins as AWS root failed within ten minutes: somebody may be guessing the password`,
  digestOfUnreadable: (count) => `${count} records of AWS root use cannot be read`,
  everybody: 'everybody',
  unreadableRecord: 'unreadable record',
  late: 'Late',
  duration,
  regionNames: regionNamesEn,
  countryNames: countryNamesEn,
  ownAlarmDescription: "Use of the root account found in the trail's log",
  fault: (text) => text,
  again: (of, nth, since) => `use ${nth} ${useOf[of]} since ${since}`,
  after: (seconds) => `told in ${duration(seconds)}`,
  afterFirst: (seconds) => `alerted ${duration(seconds)} after the first use`,
  rootTask: {
    IAMAuditRootUserCredentials: "to list root's credentials",
    S3UnlockBucketPolicy: 'to unlock a bucket policy',
    SQSUnlockQueuePolicy: 'to unlock a queue policy',
    IAMDeleteRootUserCredentials: "to delete root's credentials",
    IAMCreateRootUserPassword: 'to give root a password',
  },
  affected: {
    accessKey: 'access key',
    credential: 'credential',
    mfaDevice: 'MFA device',
    user: 'user',
    role: 'role',
    group: 'group',
    policy: 'policy',
    identityProvider: 'identity provider',
    trail: 'trail',
    logGroup: 'log group',
    recorder: 'recorder',
    detector: 'detector',
    alarm: 'alarm',
    rule: 'rule',
    bucket: 'bucket',
    snapshot: 'snapshot',
    image: 'image',
    instance: 'instance',
    securityGroup: 'security group',
    database: 'database',
    table: 'table',
    function: 'function',
    key: 'key',
    secret: 'secret',
    stack: 'stack',
    backup: 'backup',
    repository: 'repository',
    topic: 'topic',
    domain: 'domain',
    account: 'account',
    email: 'e-mail',
    contact: 'contact',
    changedRegion: 'region',
    instanceType: 'type',
    count: 'count',
    session: 'target',
    command: 'document',
    queue: 'queue',
    cluster: 'cluster',
    securityGroupRule: 'rule',
    networkAcl: 'network ACL',
    gateway: 'gateway',
    destination: 'destination',
    sentTo: 'to',
    instanceProfile: 'instance profile',
    keyPair: 'key pair',
    alias: 'alias',
    target: 'target',
    tool: 'tool',
    service: 'service',
    plan: 'plan',
    quota: 'quota',
    agreement: 'agreement',
    model: 'model',
    path: 'path',
    endpoint: 'endpoint',
    setting: 'setting',
    openedTo: 'opened to',
    closedTo: 'closed to',
    egressOpenedTo: 'outgoing traffic opened to',
    egressClosedTo: 'outgoing traffic closed to',
    sharedWith: 'for',
    noLongerSharedWith: 'no longer for',
    resource: 'resource',
  },
  times: (count) => `×${count}`,
  inAll: (count) => `${count} in all`,
  andOthers: (named, kinds, count) => `${named}, and ${count} of ${kinds} other kinds`,
  mfaFailed: 'MFA failed',
  mfaWith: (factor) => `MFA by ${factor}`,
  mfa: { used: 'MFA used', unused: 'no MFA', unknown: 'MFA unknown' },
  unknown: 'unknown',
  succeeded: 'succeeded',
  failed: 'failed',
  root: 'root',
  accessKey: 'access key',
  temporaryCredential: 'temporary credential',
  service: 'service',
  agent: 'AI agent',
  correction: 'Correction',
  corrects: (eventId) =>
    `AWS corrected an earlier record (event ID ${eventId ?? 'unknown'}): the same call, not a new one`,
  lateBecause: {
    DELIVERY_DELAY: 'delivered late by AWS (DELIVERY_DELAY)',
    SERVICE_OUTAGE: 'AWS could not record the call at the time (SERVICE_OUTAGE)',
  },
  centralized: 'centralized session',
  openEvent: 'CloudTrail event',
  openRunbook: 'Runbook',
  openAlarm: 'CloudWatch alarm',
  openHistory: (region) => `CloudTrail event history (${region})`,
  alarmRegion: (region) => `alarm region ${region}`,
  originUnknown: 'origin unknown',
  alarmReason: ({ value, threshold, since, span }) =>
    `${value} use${value === 1 ? '' : 's'} of root logged within ${span} from ${since} (threshold ${threshold})`,
  rootAccount: 'root account',
  namelessAlarm: 'name unknown',
  notice: (subject) => `A notification that is not an alarm${subject ? `: ${subject}` : ''}`,
  alarm: {
    raised: (subject) => `Alarm raised: ${subject}`,
    unknownUse: (subject) => `Alarm raised: ${subject} used (who did what is not known yet)`,
    ok: (subject) => `Alarm back to normal: ${subject}`,
    insufficientData: (subject) => `Alarm has too little data: ${subject}`,
  },
  findings: ({ told, waiting, missed, leftOut, isWhole }) => {
    const parts = [
      ...(told > 0 ? [`${told} reported already`] : []),
      ...(waiting > 0 ? [`${waiting} being reported now`] : []),
      ...(missed > 0 ? [`${missed} missed by EventBridge, reported next`] : []),
      ...(leftOut > 0 ? [`${leftOut} read-only, not reported (reads: off)`] : []),
      ...(isWhole ? [] : ["only part of the trail's log could be read in time"]),
    ];
    return parts.length === 0
      ? "No use of root found in the trail's log"
      : `Uses of root behind it: ${parts.join('; ')}`;
  },
  missedByFastPath: 'EventBridge did not deliver it; found because of the alarm',
  foundByLookBack: "EventBridge did not deliver it; found in CloudTrail's event history",
  manyCriticals: (count) =>
    `Critical use number ${count} in this account within ten minutes. New kinds are still reported at once; repeats come together every two to three minutes.`,
  lostByOutbox:
    'Received in time, but lost or not delivered by the outbox; recovered from the ledger',
  heartbeat: {
    headline: 'root-alert is up and watching',
    headlineInTrouble: 'root-alert is up, but something needs attention (see the ops e-mail)',
    headlineUnmailed:
      'root-alert is up, but something needs attention (the ops e-mail reaches nobody: npm run status)',
    uses: (count, missed) =>
      `uses of root in this account since the last report: ${count}${missed > 0 ? ` (${missed} found late)` : ''}`,
    waiting: (count) => `in the queue: ${count}`,
    stuck: (count) => (count > 0 ? `NOT delivered: ${count}` : 'nothing undelivered'),
    covered: (regions, enabled) => `regions covered: ${regions} of ${enabled}`,
  },
};

/** `member account 444455556666`. */
function member(target: string | undefined): string {
  return target === undefined ? 'a member account' : `member account ${target}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `about ${Math.round(seconds / 3_600)} h`;
  return `about ${Math.round(seconds / 86_400)} days`;
}
