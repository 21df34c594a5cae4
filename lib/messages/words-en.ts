import { outcomeEn } from './outcome-words-en.ts';
import type { Words } from './words.ts';
import { guardEn } from './words-guard-en.ts';
import { opsEn } from './words-ops-en.ts';

/** Sentences from `made an access key` and `make an access key`, done and refused. */
const action = (done: string, tried: string): Words['happened']['action'] => ({
  done: ({ by }) => `${by} ${done}`,
  refused: ({ by, failure }) => `${by} tried to ${tried} ${failure.tail}`,
});

const checkSignIn =
  'Check now whether this sign-in was approved. If not, change the root password and check MFA and access keys.';

/** Somebody who acted as root without approval can do so again, so their way in is closed first. */
const shutOut = 'change the root password and deactivate root access keys';

export const en: Words = {
  ...outcomeEn,
  drill: 'DRILL',
  severity: { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' },
  rootOf: { aws: 'the AWS root account', ncloud: 'the Naver Cloud ROOT account' },
  by: {
    direct: (account) => capital(account),
    federatedSession: (account) => `A federated session issued by ${account}`,
    centralizedSession: () => 'A centralized root session (AssumeRoot)',
    service: (account) => `An AWS service acting for ${account}`,
  },
  signIn: {
    signInWithMfa: ({ by }) => `${by} signed in to the console (with MFA)`,
    signInWithoutMfa: ({ by }) => `${by} signed in to the console without MFA`,
    signInMfaUnknown: ({ by }) => `${by} signed in to the console (MFA unknown)`,
    signInFailed: ({ account }) => `A console sign-in to ${account} failed`,
    signInMfaCheck: ({ account }) =>
      `A console sign-in to ${account} got as far as the check for MFA`,
    signInUnclear: ({ account }) => `Somebody tried to sign in to ${account} (result unknown)`,
  },
  happened: {
    accessKeyCreated: action('made an access key', 'make an access key'),
    accessKeyChanged: action('changed or deleted an access key', 'change or delete an access key'),
    credential: action(
      'issued or changed a credential other than an access key',
      'issue or change a credential other than an access key',
    ),
    sessionIssued: action('took temporary credentials', 'take temporary credentials'),
    mfaAdded: action('registered an MFA device', 'register an MFA device'),
    mfaRemoved: action('removed an MFA device', 'remove an MFA device'),
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
    owner: {
      done: ({ account }) => `Name, e-mail address or password of ${account} were changed`,
      refused: ({ account, failure }) =>
        `A change of name, e-mail address or password of ${account} ${failure.predicate}`,
    },
    loggingOff: action('stopped or deleted logging', 'stop or delete logging'),
    loggingChanged: action('changed what is logged', 'change what is logged'),
    detectionOff: action('stopped or deleted threat detection', 'stop or delete threat detection'),
    detectionChanged: action('changed how threats are detected', 'change how threats are detected'),
    alertingOff: action(
      'stopped or deleted alarms or event rules',
      'stop or delete alarms or event rules',
    ),
    watchChanged: action(
      'changed how things are logged, detected or alarmed on',
      'change how things are logged, detected or alarmed on',
    ),
    organization: action(
      'closed an account or changed the organization',
      'close an account or change the organization',
    ),
    account: action(
      'changed settings of the account or of billing',
      'change settings of the account or of billing',
    ),
    adminGranted: action('granted administrator rights', 'grant administrator rights'),
    trust: action(
      'changed who may come in from outside this account',
      'change who may come in from outside this account',
    ),
    identity: action('changed users, roles or permissions', 'change users, roles or permissions'),
    dataExposed: action('changed who may get at data', 'change who may get at data'),
    networkExposed: action('changed network access', 'change network access'),
    secretRead: action('read a secret or a password', 'read a secret or a password'),
    destruction: action(
      'deleted something that is hard to get back',
      'delete something that is hard to get back',
    ),
    deletion: action('deleted or ended a resource', 'delete or end a resource'),
    assumeRoot: {
      done: () => 'Somebody took a root session in a member account (AssumeRoot)',
      refused: ({ failure }) =>
        `A request for a root session in a member account (AssumeRoot) ${failure.predicate}`,
    },
    read: action('read something', 'read something'),
    action: action('did something', 'do something'),
  },
  guard: guardEn,
  unreadable: 'A record of root account use arrived that cannot be read',
  advice: {
    signInWithMfa: checkSignIn,
    signInWithoutMfa: checkSignIn,
    signInMfaUnknown: checkSignIn,
    signInUnclear: checkSignIn,
    signInMfaCheck: checkSignIn,
    signInFailed:
      'Check whether one of you tried. If not, make sure that root has MFA and look for other attempts from this IP.',
    refused: `It was refused, but somebody asked for it as root. If this was not approved, ${shutOut}.`,
    failed: `It failed, but somebody asked for it as root and may ask again. If this was not approved, ${shutOut}.`,
    dryRun: `Nothing was changed, but somebody tried out as root what is possible. If this was not approved, ${shutOut}.`,
    safer: 'Check whether this was planned. If it was not, find out who uses root.',
    accessKeyCreated:
      'If this was not approved, deactivate the new access key now and change the root password.',
    accessKeyChanged:
      'If this was not approved, change the root password and check the access keys that are left.',
    credential: `If this was not approved, deactivate this credential now, ${shutOut}.`,
    sessionIssued: `If this was not approved, ${shutOut}; the tokens cannot be revoked, so keep watching for the hour that they live.`,
    mfaAdded: 'If the device is none of yours, remove it now and change the root password.',
    mfaRemoved:
      'If this was not approved, change the root password and register MFA again at once.',
    password:
      'If it was none of you, secure the root e-mail account first, then reset the password and contact AWS Support.',
    passwordRecovery:
      'If none of you asked for it, first make sure that the root e-mail account is safe, then check MFA.',
    passwordReset:
      'If it was none of you, secure the root e-mail account first, then reset the password again and contact AWS Support.',
    email:
      'If it was none of you, look for the notice sent to the old address and contact AWS Support at once.',
    owner:
      'If it was none of you, secure the root e-mail account first and contact AWS Support at once.',
    loggingOff: `If this was not approved, switch logging on again now, ${shutOut}, and check what happened meanwhile.`,
    loggingChanged: `If this was not approved, undo the change now, ${shutOut}, and check what may have gone unlogged.`,
    detectionChanged: `If this was not approved, undo the change now, ${shutOut}, and look in CloudTrail for what happened meanwhile.`,
    detectionOff: `If this was not approved, switch detection on again now, ${shutOut}, and look in CloudTrail for what happened meanwhile.`,
    alertingOff: `If this was not approved, put the alarms and rules back now, ${shutOut}; if they are root-alert's own, run npm run status and mend it by docs/coverage.md, "When a rule was changed": deploying again does not.`,
    watchChanged: `If this was not approved, undo the change, ${shutOut}.`,
    organization: `If this was not approved, contact AWS Support at once, ${shutOut}.`,
    account: `If this was not approved, undo the change, ${shutOut}, and check contacts and means of payment.`,
    adminGranted: `If this was not approved, take these rights back now, ${shutOut}, and check what was done with them.`,
    trust: `If this was not approved, undo this trust now, ${shutOut}, and look for what came in by it.`,
    identity: `If this was not approved, take back this user, role or permission, ${shutOut}.`,
    dataExposed: `If this was not approved, close this access now, ${shutOut}, and check who got at it meanwhile.`,
    networkExposed: `If this was not approved, close this access, ${shutOut}.`,
    secretRead: `If this was not approved, rotate what was read, ${shutOut}.`,
    destruction: `If this was not approved, ${shutOut}; then look for backups and for what can still be cancelled, such as the deletion of a KMS key.`,
    deletion: `If this was not approved, ${shutOut}; then look for backups.`,
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
    alarm: 'Find out in CloudTrail who did what. If it was not approved, change the root password.',
    alarmOver: 'Nothing, once it is known which use of root had raised it.',
    alarmWithoutData: 'See whether the trail still writes to its log group.',
  },
  label: {
    account: 'Account',
    event: 'Event',
    time: 'Time',
    region: 'Region',
    sourceIp: 'Source IP',
    mfa: 'MFA',
    who: 'Who',
    userAgent: 'User agent',
    result: 'Result',
    eventId: 'Event ID',
    fault: 'Why it cannot be read',
    target: 'Target account',
    affected: 'Concerns',
    taskPolicy: 'Task policy',
    adviceNow: 'Do now',
    delay: 'Told after',
    count: 'Count',
    period: 'Period',
    events: 'Events',
    errors: 'Errors',
    readOnly: 'Read-only',
    notable: 'Most telling',
    alarm: 'Alarm',
    reason: 'Reason',
    condition: 'Condition',
    description: 'Description',
    findings: 'Findings',
    remark: 'Remark',
  },
  digest: (count, worst, failure) =>
    `${count} uses of the AWS root account, told together (${worst}${failure ? `: ${failure}` : ''} among them)`,
  digestOfRefusedSignIns: (count) => `${count} console sign-ins to the AWS root account failed`,
  digestOfUnreadable: (count) => `${count} records of root account use arrived that cannot be read`,
  everybody: 'everybody',
  unreadableRecord: 'unreadable record',
  late: 'Late',
  after: (seconds) => duration(seconds),
  afterFirst: (seconds) => `${duration(seconds)}, counted from the first`,
  afterAlarm: (seconds) => `${duration(seconds)}, counted from the alarm's change`,
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
  yes: 'used',
  no: 'not used',
  unknown: 'unknown',
  succeeded: 'succeeded',
  failed: 'failed',
  root: 'root',
  accessKey: 'access key',
  service: 'service',
  centralized: 'centralized session',
  openEvent: 'Open the event in CloudTrail',
  openRunbook: 'Open the runbook',
  openAlarm: 'Open the alarm in CloudWatch',
  rootAccount: 'the root account',
  namelessAlarm: 'something without a name',
  alarm: {
    raised: (subject) => `The alarm for ${subject} was raised`,
    ok: (subject) => `The alarm for ${subject} is back to normal`,
    insufficientData: (subject) => `The alarm for ${subject} has too little data`,
  },
  findings: ({ told, waiting, missed, leftOut, isWhole }) => {
    const parts = [
      ...(told > 0 ? [`it confirms ${told} that you were told of already`] : []),
      ...(waiting > 0 ? [`${waiting} not told yet are on their way`] : []),
      ...(missed > 0 ? [`${missed} that the fast path missed follow`] : []),
      ...(leftOut > 0 ? [`${leftOut} that only read are not told (reads: off)`] : []),
      ...(isWhole ? [] : ["only part of the trail's log could be read in time"]),
    ];
    return parts.length === 0
      ? "The trail's log has no use of root behind it"
      : `Uses of root behind it: ${parts.join('; ')}`;
  },
  missedByFastPath: 'It did not come by the fast path (EventBridge); the alarm brought it to light',
  foundByLookBack:
    "It did not come by the fast path (EventBridge); a look back over CloudTrail's event history brought it to light",
  heartbeat: {
    headline: 'root-alert is watching, and well',
    headlineInTrouble: 'root-alert is watching, but something needs a look (see the ops e-mail)',
    headlineUnmailed:
      'root-alert is watching, but something needs a look (the ops e-mail reaches nobody: npm run status)',
    uses: (count, missed) =>
      `uses of root in this account since the last report: ${count}${missed > 0 ? ` (${missed} found late)` : ''}`,
    waiting: (count) => `in the queue: ${count}`,
    stuck: (count) => (count > 0 ? `NOT delivered: ${count}` : 'nothing undelivered'),
    covered: (regions, enabled) => `regions covered: ${regions} of ${enabled}`,
  },
  ops: opsEn,
};

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `about ${Math.round(seconds / 3_600)} h`;
  return `about ${Math.round(seconds / 86_400)} days`;
}
