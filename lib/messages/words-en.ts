import type { Words } from './words.ts';

export const en: Words = {
  drill: 'DRILL',
  severity: { critical: 'CRITICAL', high: 'HIGH', medium: 'MEDIUM', low: 'LOW' },
  signIn: {
    withMfa: 'The AWS root account signed in to the console (with MFA)',
    withoutMfa: 'The AWS root account signed in to the console without MFA',
    mfaUnknown: 'The AWS root account signed in to the console (MFA unknown)',
    failed: 'A console sign-in to the AWS root account failed',
    outcomeUnknown: 'Somebody tried to sign in to the AWS root account (result unknown)',
  },
  happened: {
    accessKeyCreated: {
      done: 'The AWS root account made an access key',
      refused: 'The AWS root account tried to make an access key and was refused',
    },
    accessKeyChanged: {
      done: 'The AWS root account changed or deleted an access key',
      refused: 'The AWS root account tried to change or delete an access key and was refused',
    },
    mfaAdded: {
      done: 'The AWS root account registered an MFA device',
      refused: 'The AWS root account tried to register an MFA device and was refused',
    },
    mfaRemoved: {
      done: 'The AWS root account removed an MFA device',
      refused: 'The AWS root account tried to remove an MFA device and was refused',
    },
    password: {
      done: 'The password of the AWS root account was changed',
      refused: 'A change of the password of the AWS root account was refused',
    },
    passwordRecovery: {
      done: 'A reset of the password of the AWS root account was requested',
      refused: 'A request to reset the password of the AWS root account was refused',
    },
    passwordReset: {
      done: 'The password of the AWS root account was reset',
      refused: 'A reset of the password of the AWS root account was refused',
    },
    email: {
      done: 'The e-mail address of the AWS root account was changed',
      refused: 'A change of the e-mail address of the AWS root account was refused',
    },
    logging: {
      done: 'The AWS root account stopped or changed CloudTrail logging',
      refused: 'The AWS root account tried to stop or change CloudTrail logging and was refused',
    },
    assumeRoot: {
      done: 'Somebody took a root session in a member account (AssumeRoot)',
      refused: 'Somebody was refused a root session in a member account (AssumeRoot)',
    },
    centralizedSession: {
      done: 'A centralized root session (AssumeRoot) did something',
      refused: 'A centralized root session (AssumeRoot) was refused something',
    },
    federatedSession: {
      done: 'A federated session issued by the AWS root account did something',
      refused: 'A federated session issued by the AWS root account was refused something',
    },
    byService: {
      done: 'An AWS service acted for the root account',
      refused: 'An AWS service tried to act for the root account and was refused',
    },
    read: {
      done: 'The AWS root account read something',
      refused: 'The AWS root account was refused a read',
    },
    action: {
      done: 'The AWS root account did something',
      refused: 'The AWS root account tried something and was refused',
    },
  },
  unreadable: 'A record of root account use arrived that cannot be read',
  advice: {
    signIn:
      'Check now whether this sign-in was approved. If not, change the root password and check MFA and access keys.',
    signInFailed:
      'Check whether one of you tried. If not, make sure that root has MFA and look for other attempts from this IP.',
    refused:
      'It was refused, but somebody asked for it as root. If this was not approved, change the root password and deactivate root access keys.',
    accessKeyCreated:
      'If this was not approved, deactivate the key named below now and change the root password.',
    accessKeyChanged:
      'If this was not approved, change the root password and check the access keys that are left.',
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
    logging:
      'If this was not approved, switch logging on again now, change the root password, deactivate root access keys, and check what happened meanwhile.',
    assumeRoot: 'Find out who asked and why, and whether their credentials have leaked.',
    centralizedSession:
      'Check in the AssumeRoot records of the management account whether this was planned.',
    federatedSession:
      'Check whether this session was approved. If not, deactivate root access keys and change the root password.',
    byService: 'Find out which setting makes this service act with root permissions.',
    read: 'Check whether this was approved. If not, change the root password and deactivate root access keys.',
    action:
      'Check now whether this was approved. If not, change the root password and deactivate root access keys.',
    unreadable: 'Look this event up in CloudTrail.',
    alarm: 'Find out in CloudTrail who did what. If it was not approved, change the root password.',
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
    concerns: 'Concerns',
    taskPolicy: 'Task policy',
    adviceNow: 'Do now',
    late: 'Late',
    count: 'Count',
    period: 'Period',
    events: 'Events',
    errors: 'Errors',
    readOnly: 'Read-only',
    telling: 'Most telling',
    alarm: 'Alarm',
    reason: 'Reason',
    condition: 'Condition',
    description: 'Description',
    findings: 'Findings',
    remark: 'Remark',
  },
  digest: (count, worst) =>
    `${count} uses of the AWS root account, told together (${worst} among them)`,
  digestOfRefusedSignIns: (count) => `${count} console sign-ins to the AWS root account failed`,
  digestOfUnreadable: (count) => `${count} records of root account use arrived that cannot be read`,
  unreadableRecord: 'unreadable record',
  lateBy: (minutes) =>
    minutes < 120
      ? `${minutes} min after it happened`
      : `about ${Math.round(minutes / 60)} h after it happened`,
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
  openAlarm: 'Open the alarm in CloudWatch',
  rootAccount: 'root account',
  alarm: {
    raised: (subject) => `The alarm for ${subject} was raised`,
    ok: (subject) => `The alarm for ${subject} is back to normal`,
    insufficientData: (subject) => `The alarm for ${subject} has too little data`,
  },
  findings: ({ told, waiting, missed, isWhole }) => {
    if (told + waiting + missed === 0) return "The trail's log has no use of root behind it";
    const parts = [
      ...(told > 0 ? [`it confirms ${told} that you were told of already`] : []),
      ...(waiting > 0 ? [`${waiting} not told yet are on their way`] : []),
      ...(missed > 0 ? [`${missed} that the fast path missed follow`] : []),
      ...(isWhole ? [] : ["only part of the trail's log could be read in time"]),
    ];
    return `Uses of root behind it: ${parts.join('; ')}`;
  },
  missedByFastPath: 'It did not come by the fast path (EventBridge); the alarm brought it to light',
};
