import type { GuardWords } from './words-guard.ts';

export const guardEn: GuardWords = {
  label: {
    part: 'Part of root-alert',
    effect: 'Effect',
    sender: 'Sent by',
    source: 'Event source',
    claims: 'It claims',
  },
  part: {
    function: 'function',
    rule: 'rule',
    bus: 'event bus',
    queue: 'queue',
    topic: 'topic',
    table: 'table',
    secret: 'secret',
    key: 'KMS key',
    logGroup: 'log group',
    alarm: 'alarm',
    dashboard: 'dashboard',
    stack: 'stack',
    stackSet: 'StackSet',
    role: 'role',
    api: 'HTTP API',
    bucket: 'bucket',
    trail: 'trail',
    organization: "the organization's settings",
    changeSet: 'a change set or a refactoring carried out without naming its stack',
  },
  changed: ({ part, call, by }) => `root-alert itself was changed: ${part} (${call}, by ${by})`,
  failed: ({ part, call, by }) =>
    `Somebody tried to change root-alert itself and failed: ${part} (${call}, by ${by})`,
  deployed: ({ part, call, by }) => `root-alert was deployed by ${by} (${part}, ${call})`,
  webhookStored: ({ part, call, by }) =>
    `root-alert's webhook was stored by ${by} (${part}, ${call})`,
  restored: ({ part, call, by }) =>
    `A part of root-alert was switched on again: ${part} (${call}, by ${by})`,
  byCloudFormation: ({ part, call, by }) =>
    `root-alert itself was changed by way of CloudFormation: ${part} and maybe more (${call}, for ${by})`,
  loss: {
    atOnce: 'Uses of root may not be told at once. The outbox tells them about two minutes later.',
    later:
      'Uses that could not be told at once, or are left to a digest, may not be told, or be lost.',
    home: 'Uses of root in the home region may not be seen. The look-back finds those of this account 30 to 45 minutes later.',
    elsewhere:
      'Uses of root in other regions and accounts, console sign-ins included, may not be seen. The look-back finds those of this account 30 to 45 minutes later.',
    region:
      'Uses of root in this region may not be seen. The look-back finds those of the home account 30 to 45 minutes later.',
    kept: 'Uses of root that were kept because they could not be delivered may be lost.',
    alarmRoute: "The route by the trail's log and its alarm may not tell.",
    lookBack: 'Nobody may look back for missed uses of root, or check root-alert itself.',
    ncloud: 'The activity of the Naver Cloud ROOT account may not be seen.',
    answers: 'People may not be able to answer about an incident, or others in their place.',
    evidence:
      'The evidence of what was told may be deleted, changed or read by others, or no longer be written. Alerts go on.',
    planned:
      'Whoever opened a time for planned work may not be who it says, and some of it may not be told.',
    guard: 'Changes of root-alert itself may not be told at once.',
    opsMail: 'The mails about problems of root-alert may not be sent.',
    ledger:
      'The record of what was told may be wrong: an alert may come twice, or a use pass for told that was not.',
    rooms: 'Alerts may go to another room, or nowhere.',
    logs: 'The log of what root-alert did may be lost. Alerts go on.',
    dashboard: 'Only the dashboard changes. Alerts go on.',
    everything: 'All of root-alert may stop, or be gone.',
    trail:
      'EventBridge may not receive uses of root. The look-back finds those of this account 30 to 45 minutes later.',
    organization: 'Uses of root in other accounts of the organization may not be seen.',
    changeSet: "The record does not say which stack it changed. It may be root-alert's.",
    unnamed: 'What this part does may stop.',
  },
  perhaps: (loss) => `If root-alert depends on it: ${loss}`,
  nothingChanged: 'It failed, so nothing has changed.',
  isRestored: 'What was off, or about to be deleted, is back.',
  isDeployed: 'Everything that the deployment changes is in this one line.',
  isWebhookStored:
    'Alerts go to the rooms in the new value. A room that is no longer there is told so by its old webhook within 15 minutes, and opsEmail gets a mail.',
  advice: {
    changed:
      'If not approved, block these credentials now, see with npm run status what is missing, and restore it by docs/coverage.md, "When a rule was changed". Until then, look for uses of root in CloudTrail yourself.',
    deployed:
      'Check whether it was one of you. If not, block these credentials now, deploy again from source that you have reviewed, and check with npm run status.',
    webhookStored:
      'Check whether one of you stored or rotated the webhook. If nobody planned it, this is an attack: block these credentials now, put your own webhook in again, and look in CloudTrail for what root did meanwhile.',
    restored: 'Find out in CloudTrail who switched it off and when, and check with npm run status.',
    forged:
      'This is neither a use of root nor a drill. Find out who may put events on this event bus, and take that permission from the sender.',
  },
  adviceOnRoot: 'Change the root password and deactivate root access keys.',
  digest: (count, worst) => `${count} changes to root-alert itself, including ${worst}`,
  forged: {
    otherAccount: 'A drill event that names another account than its sender was refused',
    otherSource: 'An event made to look like one of AWS was refused (it is no use of root)',
  },
  sender: (account, claimedArn) =>
    claimedArn === undefined
      ? `account ${account} (by EventBridge; who in it is not recorded)`
      : `account ${account} (by EventBridge), calling itself ${claimedArn}`,
};
