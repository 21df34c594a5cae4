import { postureRoleName } from '../resource-names.ts';
import { type OpsWords, placesOf, subscribeCommand } from './words-ops.ts';

/** What is said in English about root-alert itself. */
export const opsEn: OpsWords = {
  headings: {
    appeared: 'New',
    gone: 'Resolved',
    unasked: 'No longer looked at: whether it is gone, nobody knows',
    standing: 'Still open',
  },
  noticeHeadline: 'the ops e-mail of root-alert does not arrive as it should',
  unmailed: (count, stage) =>
    `Other findings that could not be mailed: ${count}. See npm run status -- --stage ${stage}`,
  contain: {
    headline: {
      session: 'one root sign-in session is now denied everything (npm run contain)',
      allRoot: 'root of a member account is now denied everything (npm run contain)',
      released: 'the denial of root by npm run contain was lifted',
    },
    account: (account) => `member account ${account}`,
    denied: (what) => `target: ${what}`,
    allRoot: 'everything that root does, and its federated sessions',
    policy: (id) => `policy ${id}`,
    by: (who) => `by ${who} (their own claim)`,
    limits: {
      session:
        'Check that the next alerts of this session say that it was refused. If it still succeeds, it is a console session, which no policy denies by itself: run npm run contain with --all-root.',
      allRoot:
        'Check that the next alerts say that root was refused. Only sessions that the management account opens by sts:AssumeRoot still pass.',
    },
    stillOpen:
      "It does not stop sign-ins: change root's password, check its MFA, and delete its access keys.",
    check: (command) => `To check that it is attached: ${command}`,
    release: (command) => `When it is over: ${command}`,
    afterRelease:
      'Unless your team did this, somebody wants to use root again: attach it again, and find out who it was.',
  },
  root: {
    mfaOn: 'root: MFA on',
    mfaOff: 'root: MFA OFF',
    noPassword: 'root: no password',
    keyThere: 'root HAS AN ACCESS KEY',
    noKey: 'no access key of root',
    certificateThere: 'root HAS A SIGNING CERTIFICATE',
    used: (day) => `last use of root ${day}`,
    neverUsed: 'no use of root on record',
    drilled: (day) => `last drill ${day}`,
    neverDrilled: 'no drill yet',
    members: (answered) => `root of ${answered} other accounts looked at`,
    memberKeys: (count) => `${count} WITH AN ACCESS KEY`,
    memberCertificates: (count) => `${count} WITH A SIGNING CERTIFICATE`,
    membersWithoutMfa: (count) => `${count} WITHOUT MFA`,
    membersUnknown: (count) => `${count} DO NOT SAY`,
  },
  findings: {
    rootAccessKey: {
      what: 'root has an access key. Whoever has it can do everything, from anywhere and without MFA.',
      todo: () =>
        'Delete it as root (your name at the top right, Security credentials), after you looked in CloudTrail who uses it. If it is there on purpose, there is nothing to do: each heartbeat says it, and no mail says it again.',
    },
    rootCertificate: {
      what: 'root has an X.509 signing certificate. Whoever has its key can sign requests as root, without MFA.',
      todo: () =>
        'Delete it as root (your name at the top right, Security credentials). If it is there on purpose, there is nothing to do: each heartbeat says it, and no mail says it again.',
    },
    rootWithoutMfa: {
      what: 'root has no MFA: its password alone is enough, and whoever reads its mailbox can set that.',
      todo: () =>
        'Sign in as root and register MFA, best two devices (your name at the top right, Security credentials).',
    },
    memberRootAccessKey: {
      what: 'root of this account of the organization has an access key (in brackets: the day on which it was last used, as far as root-alert counted). Whoever has the key can do everything there, without MFA.',
      todo: () =>
        'Sign in as root of that account and delete it, or delete it from the management account (IAM, Root access management), after you looked in its CloudTrail who uses it. If it is there on purpose, there is nothing to do: each heartbeat counts it, and no mail says it again.',
    },
    memberRootCertificate: {
      what: 'root of this account of the organization has an X.509 signing certificate. Whoever has its key can sign requests as root there, without MFA.',
      todo: () =>
        'Sign in as root of that account and delete it, or delete it from the management account (IAM, Root access management).',
    },
    memberRootWithoutMfa: {
      what: 'root of this account of the organization has no MFA: its password alone is enough, and whoever reads its mailbox can set that.',
      todo: () =>
        'Sign in as root of that account and register MFA, or take its password away from the management account (IAM, Root access management).',
    },
    memberRootUnknown: {
      what: 'this account of the organization does not say how its root can be used (in brackets: why). A key or a password of root there would not be noticed.',
      todo: (stage, homeRegion) =>
        `Look whether the role ${postureRoleName(stage, homeRegion)} is there, and whether a policy of the organization denies it: docs/coverage.md, "An organization". An account that is closed is listed until it is gone.`,
    },
    noForwarder: {
      what: 'there is no EventBridge rule that looks for uses of root. Alerts about root here come 30 to 45 minutes late, and those about other accounts not at all.',
      todo: () =>
        'Add the region to forwardRegions and deploy. If it is there already, see docs/coverage.md: "How to check" where a deployment failed, "When a rule was changed" where somebody deleted it.',
    },
    ruleOff: {
      what: 'the EventBridge rule that looks for uses of root is switched off.',
      todo: () =>
        'Put its state back with the first command in docs/coverage.md, "When a rule was changed".',
    },
    ruleBlindToReads: {
      what: 'the EventBridge rule is ENABLED, and so does not see read-only calls.',
      todo: () =>
        'Put its state back with the first command in docs/coverage.md, "When a rule was changed".',
    },
    ruleOutdated: {
      what: 'the EventBridge rule does not have the pattern that was deployed: a deployment did not get here, or somebody changed it.',
      todo: () =>
        'See docs/coverage.md: "How to check" where a deployment failed, "When a rule was changed" where somebody changed it.',
    },
    ruleWithoutTarget: {
      what: 'the EventBridge rule does not send the uses of root that it finds to every target of root-alert (the function rootEvent and the queue outbox; elsewhere the bus), sends them altered, or drops what a target does not take.',
      todo: () =>
        'Fix it as described in docs/coverage.md, "When a rule was changed": deploying again does not.',
    },
    unsent: {
      what: 'uses of root that could not be sent to the home region are waiting in a queue, which deletes them after 14 days.',
      todo: (stage, homeRegion) =>
        `See what went wrong (ERROR_MESSAGE) in the queue root-alert-unsent-${stage}-${homeRegion}, and see docs/coverage.md, "What a forwarder could not send".`,
    },
    undelivered: {
      what: 'uses of root are undelivered: no room took them.',
      todo: (stage) => `Fix the room or the secret, then run: npm run redrive -- --stage ${stage}`,
    },
    secretEmpty: {
      what: 'the secret has no value: no alert can be sent.',
      todo: (stage, homeRegion) =>
        `aws secretsmanager put-secret-value --region ${homeRegion} --secret-id root-alert/${stage}/webhook --secret-string '{"dooray": "<webhook URL>"}'`,
    },
    secretFaulty: {
      what: 'some or all webhook URLs in the secret are not valid.',
      todo: (stage) => `Fix the value of root-alert/${stage}/webhook; see docs/rooms.md.`,
    },
    notLookedAt: {
      what: "twice in a row, CloudTrail's event history could not be read to its end. What the fast path misses here is not found.",
      todo: (stage) =>
        `See the log of root-alert-${stage}-reconcile. If a service control policy denies the region, see docs/coverage.md, "The look-back".`,
    },
    evidenceBehind: {
      what: 'What was reported has not been written into the bucket of the evidence for more than 30 minutes. Nothing is lost: it waits in the ledger.',
      todo: (stage) => `See the log of the function root-alert-${stage}-evidence.`,
    },
    outboxLost: {
      what: 'uses of root that were received are gone from the outbox. They were recovered and reported, but somebody may have emptied the queue.',
      todo: (stage) =>
        `Look in CloudTrail for PurgeQueue on root-alert-outbox-${stage}, and check who may receive or delete its messages. Deleting single messages leaves no record.`,
    },
    ledgerStrange: {
      what: 'the ledger (DynamoDB) had values that root-alert did not write. They were replaced by safe ones. Somebody may have changed the ledger.',
      todo: (stage) =>
        `Check who may write to the table root-alert-ledger-${stage}, and its resource policy. See "What the ledger is trusted with" in docs/delivery.md.`,
    },
    missedUntold: {
      what: 'twice in a row, uses of root that the look-back found could not be reported to the room. The next run tries again.',
      todo: (stage) =>
        `Check the room and the secret; the reason is in the log of root-alert-${stage}-reconcile.`,
    },
    ruleForeignTarget: {
      what: "the EventBridge rule has a target that is not root-alert's: uses of root are sent elsewhere, too.",
      todo: () =>
        'Find out who added it (PutTargets in CloudTrail) and remove it. Then see docs/coverage.md, "When a rule was changed".',
    },
    guardBlind: {
      what: "the guard's rule, which looks for changes of root-alert itself, does not do its work (gone, off, not the pattern that was deployed, or without a target): such changes may not be reported at once.",
      todo: () =>
        'Find out who changed it (DeleteRule, DisableRule, PutRule, RemoveTargets, PutTargets in CloudTrail). Fix it as described in docs/coverage.md, "When a rule was changed": deploying again does not.',
    },
    unsentGone: {
      what: 'the queue for uses of root that could not be sent home is gone: such uses are lost now.',
      todo: () =>
        'Recreate the stack of this region as docs/coverage.md says under "When a rule was changed": deploying again does not.',
    },
    queueGone: {
      what: 'the queue is gone: uses of root that could not be reported at once are lost.',
      todo: () =>
        'Restore it with the command REVERT_DRIFT in docs/coverage.md, "When a rule was changed": deploying again does not.',
    },
    queueChanged: {
      what: 'settings of the queue are not those that were deployed: what is put there may be lost, held back, refused or read by others.',
      todo: () =>
        'Find out who changed it (SetQueueAttributes, AddPermission, RemovePermission in CloudTrail). Restore it by docs/coverage.md, "When a rule was changed": deploying again does not.',
    },
    outboxFull: {
      what: 'many messages are in the queue: there is a burst of calls by root, or the room takes nothing, or nobody takes them out.',
      todo: (stage) =>
        `See the log of root-alert-${stage}-outbox, and run: npm run status -- --stage ${stage}`,
    },
    outboxUntaken: {
      what: 'twice in a row, nobody took the messages out of the queue. Uses of root that could not be reported at once are not reported.',
      todo: (stage) =>
        `Check the function root-alert-${stage}-outbox, its event source mapping and its role.`,
    },
    mappingOff: {
      what: 'the event source mapping that hands the messages of the outbox to this function is off, gone, or filters some of them out.',
      todo: (_stage, homeRegion, found) =>
        `Find it with aws lambda list-event-source-mappings --region ${homeRegion} --function-name ${placesOf(found, '<function>')} and switch it on with aws lambda update-event-source-mapping --region ${homeRegion} --uuid <UUID> --enabled (with a filter, add --filter-criteria '{}'). If it is gone, see docs/coverage.md, "When a rule was changed".`,
    },
    mappingForeign: {
      what: "a function that is not root-alert's takes messages out of this queue. Those may never be reported.",
      todo: (_stage, homeRegion) =>
        `Find out who made it, and delete it: aws lambda delete-event-source-mapping --region ${homeRegion} --uuid <UUID>`,
    },
    secretUndecryptable: {
      what: 'the secret cannot be decrypted, so no alert can be sent: its KMS key is off, is to be deleted, or may not be used.',
      todo: (stage, homeRegion) =>
        `Find the key with aws secretsmanager describe-secret --region ${homeRegion} --secret-id root-alert/${stage}/webhook --query KmsKeyId and switch it on with aws kms enable-key --region ${homeRegion} --key-id <key> (if it is to be deleted, first cancel-key-deletion).`,
    },
    secretDenied: {
      what: 'reading the secret is refused, so no alert can be sent: its policy or our role was changed, or it was deleted and made again under its name.',
      todo: (stage, homeRegion) =>
        `See its policy with aws secretsmanager get-resource-policy --region ${homeRegion} --secret-id root-alert/${stage}/webhook and remove what refuses with delete-resource-policy. If the role was changed, see docs/coverage.md, "When a rule was changed".`,
    },
    secretGone: {
      what: 'the secret is deleted.',
      todo: () =>
        'Make it again with the command REVERT_DRIFT in docs/coverage.md, "When a rule was changed", and put its value in again.',
    },
    secretScheduled: {
      what: 'the secret is scheduled for deletion, and cannot be read any more.',
      todo: (stage, homeRegion, found) =>
        (found ?? [{ place: `root-alert/${stage}/webhook` }])
          .map(
            ({ place }) =>
              `aws secretsmanager restore-secret --region ${homeRegion} --secret-id ${place}`,
          )
          .join('\n  → '),
    },
    functionGone: {
      what: 'the function is deleted.',
      todo: () =>
        'Restore it with the command REVERT_DRIFT in docs/coverage.md, "When a rule was changed".',
    },
    functionLimited: {
      what: 'the function has a reserved concurrency. With 0 it never runs; with a small number alerts are late.',
      todo: (stage, homeRegion, found) =>
        (found ?? [{ place: `root-alert-${stage}-<function>` }])
          .map(
            ({ place }) =>
              `aws lambda delete-function-concurrency --region ${homeRegion} --function-name ${place}`,
          )
          .join('\n  → '),
    },
    functionChanged: {
      what: 'the code or the settings (environment, role, layers, network, key, log group) of the function are not those that were deployed.',
      todo: (stage) =>
        `Find out who changed it (UpdateFunctionCode, UpdateFunctionConfiguration in CloudTrail), and put it back, with the same parameters: npx sls deploy --stage ${stage} --force`,
    },
    alarmGone: {
      what: 'the alarm on root-alert itself is deleted.',
      todo: () =>
        'Restore it with the command REVERT_DRIFT in docs/coverage.md, "When a rule was changed".',
    },
    alarmSilent: {
      what: 'the actions of the alarm are switched off, or do not lead to the ops e-mail: nobody would hear it.',
      todo: (_stage, homeRegion, found) =>
        `aws cloudwatch enable-alarm-actions --region ${homeRegion} --alarm-names ${placesOf(found, '<alarm>')} (if it has no actions, see docs/coverage.md, "When a rule was changed")`,
    },
    noTrail: {
      what: 'there is no CloudTrail trail. Without one EventBridge gets nothing, and uses of root are not reported at once.',
      todo: (_stage, homeRegion) =>
        `Make one that logs management events of all regions, reads and writes: aws cloudtrail create-trail --region ${homeRegion} --name management-events --s3-bucket-name <bucket> --is-multi-region-trail, then aws cloudtrail start-logging --region ${homeRegion} --name management-events`,
    },
    trailOneRegion: {
      what: 'the CloudTrail trail is of one region only: uses of root in others are not reported at once.',
      todo: () =>
        'aws cloudtrail update-trail --region <its home region> --name <trail> --is-multi-region-trail',
    },
    trailNotLogging: {
      what: 'the CloudTrail trail is stopped. EventBridge gets nothing, and uses of root are not reported at once.',
      todo: () =>
        'Find out who stopped it (StopLogging in CloudTrail), and start it: aws cloudtrail start-logging --region <its home region> --name <trail>',
    },
    trailLeavesOut: {
      what: 'the CloudTrail trail leaves management events out, reads or writes: those uses of root are not reported at once.',
      todo: () =>
        `aws cloudtrail put-event-selectors --region <its home region> --trail-name <trail> --event-selectors '[{"ReadWriteType": "All", "IncludeManagementEvents": true}]' (if it logs data events, give their selectors as well)`,
    },
    opsEmailUnconfirmed: {
      what: 'nobody has confirmed the address opsEmail yet, so it gets no mail.',
      todo: (_stage, homeRegion, found) =>
        `Let AWS send the confirmation again, and click its link (deploying again sends none): ${subscribeCommand(homeRegion, found)}`,
    },
    opsEmailGone: {
      what: 'the address opsEmail was unsubscribed, or not confirmed in time, so it gets no mail.',
      todo: (_stage, homeRegion, found) =>
        `Subscribe it again, and click the link in the mail (deploying again sends none): ${subscribeCommand(homeRegion, found)}`,
    },
    opsEmailNone: {
      what: 'nobody gets the ops e-mail: when the room cannot be reached, nobody hears of it.',
      todo: (stage) =>
        `Put opsEmail: you@example.com below ${stage}: in params.yml, and run npx sls deploy --stage ${stage}.`,
    },
    topicGone: {
      what: 'the SNS topic that mails are sent by is deleted, so nobody gets any.',
      todo: () =>
        'Restore it with the command REVERT_DRIFT in docs/coverage.md, "When a rule was changed", and confirm the address again.',
    },
    keyOff: {
      what: 'the KMS key of the topics that mails are sent by is off or is to be deleted: neither alarms nor e-mails reach anybody.',
      todo: (_stage, homeRegion, found) =>
        `aws kms enable-key --region ${homeRegion} --key-id ${placesOf(found, '<key>')} (PendingDeletion: first aws kms cancel-key-deletion --region ${homeRegion} --key-id ${placesOf(found, '<key>')})`,
    },
    answerUnclear: {
      what: 'within the last day the room answered an alert with something that it never said before, and neither confirmed nor refused it. The alert counts as delivered and was not repeated.',
      todo: (stage) =>
        `See whether the room shows its latest alerts. Then try it: npm run drill -- --stage ${stage}. If nothing comes, make a new webhook and put it into root-alert/${stage}/webhook; see docs/rooms.md, "What counts as accepted".`,
    },
    answerBegun: {
      what: 'the service of this room says only that it has begun to deliver. Whether an alert arrived shows in the room alone, and one that gets lost there counts as delivered.',
      todo: (stage) =>
        `Look there after a drill, now and whenever its workflow or integration is changed: npm run drill -- --stage ${stage}. A second room of another kind makes it safe. This is mailed once.`,
    },
  },
};
