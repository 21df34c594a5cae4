import { callEn, deedEn, namedEn } from './deed-sentence-en.ts';
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

const checkSignIn =
  'Check now whether this sign-in was approved. If not, change the root password and check MFA and access keys.';

/** Somebody who acted as root without approval can do so again, so their way in is closed first. */
const shutOut = "change root's password and deactivate its access keys";

/** What ends a session of `aws login` or OAuth: see docs/runbook.md, "Command-line session or agent". */
const endSession =
  'change the root password now, so that it cannot be renewed; in a member account, deny the session in an SCP (aws:SignInSessionArn, see the runbook)';

/** Only a session of sts:AssumeRoot can leave out the user name (IAM API Reference, "CreateLoginProfile"). */
const noRootSession =
  'find the AssumeRoot record of the management account and revoke the sessions of whoever asked';

/** What a use is one of several in. */
const useOf = {
  session: 'in this session',
  accessKey: 'of this access key',
  account: 'of this root account',
} as const;

export const en: Words = {
  ...outcomeEn,
  drill: 'DRILL',
  severity: { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' },
  rootOf: { aws: 'the AWS root account', ncloud: 'the Naver Cloud ROOT account' },
  by: {
    direct: (account) => capital(account),
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
    signInFailed: ({ account }) => `A console sign-in to ${account} failed`,
    signInPastPassword: ({ account }) =>
      `A console sign-in to ${account} failed at MFA: the password was probably right`,
    signInMfaCheck: ({ account }) =>
      `A console sign-in to ${account} got as far as the check for MFA`,
    signInUnclear: ({ account }) => `Somebody tried to sign in to ${account} (result unknown)`,
  },
  happened: {
    signInAnomaly: {
      done: () => 'AWS reports a sign-in to this account that it finds unusual',
      refused: () => 'AWS reports a sign-in to this account that it finds unusual',
    },
    externalIdpFailed: {
      done: () => 'A sign-in at an external identity provider, which AWS wrote down as root',
      refused: () =>
        'A sign-in at an external identity provider failed, which AWS wrote down as root (a known glitch)',
    },
    consoleLink: action('made a link that signs in to the console', 'make a link to the console'),
    cliSession: {
      done: ({ account }) =>
        `Somebody signed in to ${account} for a command line (aws login): a session of up to 12 hours`,
      refused: ({ account }) => `A sign-in to ${account} for a command line (aws login) failed`,
    },
    agentAccess: {
      done: ({ account }) =>
        `An application or AI agent was let in to act as ${account} (OAuth), for up to 12 hours`,
      refused: ({ account }) =>
        `An application or AI agent was not let in to act as ${account} (OAuth)`,
    },
    sessionRefreshed: {
      done: ({ account }) => `A session of ${account} (aws login, OAuth) was renewed`,
      refused: ({ account }) => `A session of ${account} (aws login, OAuth) was not renewed`,
    },
    rootPasswordCreated: action('gave root itself a password', 'give root itself a password'),
    rootPasswordDeleted: action("deleted root's own password", "delete root's own password"),
    password: {
      done: ({ account }) => `The password of ${account} was changed`,
      refused: ({ account, failure }) =>
        `A change of the password of ${account} ${failure.predicate}`,
    },
    passwordRecovery: {
      done: ({ account }) => `A reset of the password of ${account} was requested`,
      refused: ({ account, failure }) =>
        `A request to reset the password of ${account} ${failure.predicate}`,
    },
    passwordReset: {
      done: ({ account }) => `The password of ${account} was reset`,
      refused: ({ account, failure }) =>
        `A reset of the password of ${account} ${failure.predicate}`,
    },
    email: {
      done: ({ account }) => `The e-mail address of ${account} was changed`,
      refused: ({ account, failure }) =>
        `A change of the e-mail address of ${account} ${failure.predicate}`,
    },
    assumeRoot: {
      done: ({ task, target }) =>
        `Somebody took a root session in ${member(target)} (AssumeRoot)${task ? `: ${task}` : ''}`,
      refused: ({ task, target, failure }) =>
        `A request for a root session in ${member(target)} (AssumeRoot${task ? `: ${task}` : ''}) ${failure.predicate}`,
    },
  },
  guard: guardEn,
  deed: deedEn,
  call: callEn,
  callRemark: {
    deletion: 'a deletion',
    permissions: 'changes permissions',
    permissionsRemoved: 'takes permissions away',
    tagging: 'tags',
    read: 'read-only',
  },
  named: namedEn,
  unreadable: 'A record of root account use arrived that cannot be read',
  advice: {
    signInWithMfa: checkSignIn,
    signInWithoutMfa: checkSignIn,
    signInMfaUnknown: checkSignIn,
    signInUnclear: checkSignIn,
    signInMfaCheck: checkSignIn,
    signInPastPassword:
      'Somebody seems to know the root password. If nobody on your team did this, change it now and check MFA and access keys.',
    signInAnomaly:
      'Find out at once whether it was one of you. If not, change the root password and check MFA and access keys.',
    externalIdpFailed:
      'Nothing, if somebody was just signing in through IAM Identity Center. If it happens often, check the settings of the identity provider.',
    consoleLink:
      'Check whether this session was approved. If not, deactivate root access keys and change the root password.',
    cliSession: `If not approved, ${endSession}, and deactivate root access keys. What the session has now works for up to 15 minutes more.`,
    agentAccess: `If not approved, ${endSession}, and deactivate root access keys. What the agent has now works for up to an hour more.`,
    sessionRefreshed: `If nobody on your team started this session, ${endSession}.`,
    rootPasswordCreated: `If not approved, ${noRootSession}, and delete the password again.`,
    rootPasswordDeleted: `If not approved, ${noRootSession}, and make sure that you can still get in as root: by "Forgot password?" and its mailbox.`,
    rootCredentialCreated: `If not approved, deactivate the new credential, ${shutOut}.`,
    mayBeCentralized: `The record does not say whether root itself did this or a centralized session. Look for an AssumeRoot record of the management account. If there is none, and nobody approved this, ${shutOut}, if root has any of them, and forbid root by an SCP.`,
    signInFailed:
      'Check whether someone on your team tried. If not, make sure that root has MFA and look for other attempts from this IP address.',
    refused: `It was refused, but somebody asked for it as root. If not approved, ${shutOut}.`,
    failed: `It failed, but somebody asked for it as root and may ask again. If not approved, ${shutOut}.`,
    dryRun: `Nothing was changed, but somebody tried out as root what is possible. If not approved, ${shutOut}.`,
    safer: 'Check whether this was planned. If it was not, find out who uses root.',
    accessKeyCreated:
      'If not approved, deactivate the new access key now and change the root password.',
    accessKeyChanged:
      'If not approved, change the root password and check the access keys that are left.',
    credential: `If not approved, deactivate this credential now and ${shutOut}.`,
    sessionIssued: `If not approved, ${shutOut}. The tokens cannot be revoked: keep watching until they expire (up to 1 hour).`,
    mfaAdded:
      'If nobody on your team registered this device, remove it now and change the root password.',
    mfaRemoved: 'If not approved, change the root password and register MFA again now.',
    password:
      'If nobody on your team did this, secure the root e-mail account first, then reset the password and contact AWS Support.',
    passwordRecovery:
      'If nobody on your team asked for it, first make sure that the root e-mail account is safe, then check MFA.',
    passwordReset:
      'If nobody on your team did this, secure the root e-mail account first, then reset the password again and contact AWS Support.',
    email:
      'If nobody on your team did this, look for the notice sent to the old address and contact AWS Support now.',
    owner:
      'If nobody on your team did this, secure the root e-mail account first and contact AWS Support now.',
    loggingOff: `If not approved, switch logging on again now, ${shutOut}, and check what happened meanwhile.`,
    loggingChanged: `If not approved, undo the change now, ${shutOut}, and check what may have gone unlogged.`,
    detectionChanged: `If not approved, undo the change now, ${shutOut}, and look in CloudTrail for what happened meanwhile.`,
    detectionOff: `If not approved, switch detection on again now, ${shutOut}, and look in CloudTrail for what happened meanwhile.`,
    alertingOff: `If not approved, put the alarms and rules back now, ${shutOut}; if they are root-alert's own, run npm run status and fix it as described in docs/coverage.md, "When a rule was changed": deploying again does not.`,
    watchChanged: `If not approved, undo the change, ${shutOut}.`,
    organization: `If not approved, contact AWS Support now, undo the change to the organization, and ${shutOut}.`,
    account: `If not approved, undo the change, ${shutOut}, and check contacts and means of payment.`,
    adminGranted: `If not approved, take these rights back now, ${shutOut}, and check what was done with them.`,
    trust: `If not approved, undo this trust now, ${shutOut}, and look for what came in by it.`,
    identity: `If not approved, undo the change (take rights back, disable new users and roles) and ${shutOut}.`,
    dataExposed: `If not approved, undo the sharing now, ${shutOut}, and check who accessed the data meanwhile.`,
    networkExposed: `If not approved, undo the network change now, ${shutOut}, and check who connected meanwhile.`,
    secretRead: `If not approved, rotate every value that was read and ${shutOut}.`,
    destruction: `If not approved, ${shutOut}; then look for backups and for what can still be cancelled, such as the deletion of a KMS key.`,
    deletion: `If not approved, ${shutOut}; then look for backups.`,
    permissions: `If not approved, undo the change of permissions now, ${shutOut}, and check who used them.`,
    permissionsRemoved: `If not approved, restore the permissions, ${shutOut}, and check who was locked out or let in.`,
    tagging: `Check whether this was approved: tags can decide who has access (ABAC) and what is backed up. If not, undo it and ${shutOut}.`,
    compute: `If not approved, stop what was started now, ${shutOut}, and look for more in every region.`,
    stack: `If not approved, undo the stack now, ${shutOut}, and look at its resources: what CloudFormation makes in root's name for it is not told one by one.`,
    execution: `If not approved, isolate or restore the target, ${shutOut}, and rotate every credential it holds.`,
    protectionOff: `If not approved, switch the protection on again now, ${shutOut}, and check for data deleted or leaked meanwhile.`,
    protectionChanged: `If not approved, undo the change now, ${shutOut}, and check that data and backups are intact.`,
    disruption: `If not approved, put the service back as it was and ${shutOut}.`,
    spending: `If not approved, cancel it now, ${shutOut}, and check usage and charges in every region.`,
    domain: `If not approved, contact AWS Support now, check the domain's transfer lock and name servers, and ${shutOut}.`,
    assumeRoot: 'Find out who asked and why, and whether their credentials have leaked.',
    centralizedSession:
      'Check in the AssumeRoot records of the management account whether this was planned.',
    federatedSession:
      'Check whether this session was approved. If not, deactivate root access keys and change the root password.',
    service: 'Find out which setting makes this service act with root permissions.',
    read: `Check whether this was approved. If not, ${shutOut}.`,
    action: `Check now whether this was approved. If not, ${shutOut}.`,
    drill: 'This is a drill: change nothing. Go through the runbook as if it were real.',
    unreadable:
      'Look this event up in CloudTrail now. Until you know better, treat it as a use that nobody approved.',
    alarm: 'Find out in CloudTrail who did what. If not approved, change the root password.',
    otherAlarm:
      'See in CloudWatch what this alarm watches. If it is about root, find out in CloudTrail who did what.',
    notice: 'Read it. As far as its text shows, it is not about the root account.',
    alarmOver: 'No further action, once you know which use of root raised it.',
    alarmWithoutData: 'See whether the trail still writes to its log group.',
  },
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
    readOnly: 'Read-only',
    alarm: 'Alarm',
    reason: 'Reason',
    condition: 'Condition',
    description: 'Description',
    findings: 'Findings',
    remark: 'Remark',
    accessKey: 'Access key',
    again: 'Goes on',
  },
  digest: (count, worst, failure) =>
    `${count} uses of the AWS root account, including ${worst}${failure ? ` (${failure})` : ''}`,
  digestOfRefusedSignIns: (count, addresses, since, atMfa = 0) =>
    `${count} console sign-ins to the AWS root account failed, from ${addresses} IP address${addresses === 1 ? '' : 'es'}${since === undefined ? '' : ` since ${since}`}${atMfa > 0 ? `; ${atMfa} at MFA: the password was probably right` : ''}`,
  guesses: (count) =>
    `${count} console sign-ins to the AWS root account failed within ten minutes: somebody may be guessing the password`,
  digestOfUnreadable: (count) => `${count} records of root account use arrived that cannot be read`,
  everybody: 'everybody',
  unreadableRecord: 'unreadable record',
  late: 'Late',
  duration,
  regionNames: regionNamesEn,
  ownAlarmDescription: "The root account was used, by the trail's log",
  fault: (text) => text,
  again: (of, nth, since) => `use ${nth} ${useOf[of]} since ${since}`,
  after: (seconds) => `alerted ${duration(seconds)} later`,
  afterFirst: (seconds) => `alerted ${duration(seconds)} after the first`,
  afterAlarm: (seconds) => `alerted ${duration(seconds)} after the alarm changed`,
  rootTask: {
    IAMAuditRootUserCredentials: "to list root's credentials",
    S3UnlockBucketPolicy: 'to unlock the policy of a bucket',
    SQSUnlockQueuePolicy: 'to unlock the policy of a queue',
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
  andOthers: (kinds, count) => `and ${count} of ${kinds} other kinds`,
  mfaFailed: 'MFA failed',
  mfaWith: (factor) => `MFA by ${factor}`,
  mfa: { used: 'MFA used', unused: 'no MFA', unknown: 'MFA unknown' },
  unknown: 'unknown',
  succeeded: 'succeeded',
  failed: 'failed',
  root: 'root',
  accessKey: 'access key',
  service: 'service',
  agent: 'AI agent',
  correction: 'Correction',
  corrects: (eventId) =>
    `AWS corrects a record that it delivered before (event ID ${eventId ?? 'unknown'}): the same call, and not another one`,
  lateBecause: {
    DELIVERY_DELAY: 'AWS delivered the record late (DELIVERY_DELAY)',
    SERVICE_OUTAGE: 'AWS could not record the call at the time (SERVICE_OUTAGE)',
  },
  centralized: 'centralized session',
  openEvent: 'CloudTrail event',
  openRunbook: 'Runbook',
  openAlarm: 'CloudWatch alarm',
  rootAccount: 'the root account',
  namelessAlarm: 'an unnamed subject',
  notice: (subject) => `A notification that is no alarm arrived${subject ? `: ${subject}` : ''}`,
  alarm: {
    raised: (subject) => `The alarm for ${subject} was raised`,
    ok: (subject) => `The alarm for ${subject} is back to normal`,
    insufficientData: (subject) => `The alarm for ${subject} has too little data`,
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
      ? "The trail's log has no use of root behind it"
      : `Uses of root behind it: ${parts.join('; ')}`;
  },
  missedByFastPath: 'EventBridge did not deliver it; found because of the alarm',
  foundByLookBack: "EventBridge did not deliver it; found in CloudTrail's event history",
  manyCriticals: (count) =>
    `This is critical use number ${count} in this account within ten minutes. New kinds are still told at once; repetitions come together, every two to three minutes.`,
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

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `about ${Math.round(seconds / 3_600)} h`;
  return `about ${Math.round(seconds / 86_400)} days`;
}
