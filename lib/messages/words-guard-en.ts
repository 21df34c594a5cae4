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
    `root-alert itself was changed through CloudFormation: ${part} and maybe more (${call}, for ${by})`,
  loss: {
    atOnce: 'Alerts about root may come about two minutes late, by the outbox.',
    later: 'Alerts that could not be sent at once, or wait for a digest, may be lost.',
    home: 'Alerts about root in the home region may come 30 to 45 minutes late.',
    elsewhere:
      'Alerts about root in other regions, console sign-ins included, may come 30 to 45 minutes late, and those about other accounts not at all.',
    region:
      'Alerts about root in this region may come 30 to 45 minutes late, and those about other accounts not at all.',
    kept: 'Alerts that were kept because they could not be delivered may be lost.',
    alarmRoute: "The alarm on the trail's log may not report.",
    lookBack:
      'Uses of root that were missed may not be found any more, and nothing checks root-alert itself.',
    ncloud: 'Alerts about the Naver Cloud ROOT account may not come.',
    answers:
      'People may not be able to answer about an incident, or others may answer in their place.',
    evidence:
      'The evidence of what was reported may be deleted, changed or read by others, or no longer be written. Alerts go on.',
    planned:
      'Whoever opened a time for planned work may not be who it says, and openings may go unreported.',
    guard: 'Changes to root-alert itself may not be reported at once.',
    opsMail: 'E-mails about problems of root-alert may not be sent.',
    ledger:
      'The record of what was reported may be wrong: an alert may come twice, or a use may pass as reported that was not.',
    rooms: 'Alerts may go to another room, or nowhere.',
    logs: 'The log of what root-alert did may be lost. Alerts go on.',
    dashboard: 'Only the dashboard changes. Alerts go on.',
    everything: 'All of root-alert may stop, or be gone.',
    trail:
      'Until it is back, alerts about root may come 30 to 45 minutes late, and those about other accounts not at all.',
    organization: 'Alerts about root in other accounts of the organization may not come.',
    changeSet: "The record does not say which stack it changed. It may be root-alert's.",
    unnamed: 'What this part does may stop.',
  },
  perhaps: (loss) =>
    `If root-alert depends on this, ${loss.charAt(0).toLowerCase()}${loss.slice(1)}`,
  nothingChanged: 'It failed, so nothing has changed.',
  isRestored: 'What was off, or about to be deleted, is back.',
  isDeployed: 'This one alert stands for everything that the deployment changes.',
  isWebhookStored:
    'Alerts now go to the rooms in the new value. A room that was removed hears of it by its old webhook within 15 minutes, and opsEmail gets an e-mail.',
  advice: {
    changed:
      'If not approved, block these credentials now, run npm run status to see what is missing, and restore it as docs/coverage.md says under "When a rule was changed". Until then, look for uses of root in CloudTrail yourself.',
    deployed:
      'Check if it was your team. If not, block these credentials now, redeploy from source that you have reviewed, and run npm run status.',
    webhookStored:
      'Check if your team stored or rotated the webhook. If nobody planned it, this is an attack: block these credentials now, put your own webhook back, and check CloudTrail for what root did meanwhile.',
    restored: 'Find out in CloudTrail who switched it off and when, and run npm run status.',
    forged:
      "This is neither a use of root nor a drill. Find out who may put events on this event bus, and revoke the sender's permission.",
  },
  adviceOnRoot: "Change root's password and disable its keys.",
  forged: {
    otherAccount: "Refused a drill event that names an account other than its sender's",
    otherSource: 'Refused an event made to look like one from AWS (not a use of root)',
  },
  sender: (account, claimedArn) =>
    claimedArn === undefined
      ? `account ${account} via EventBridge (person not recorded)`
      : `account ${account} via EventBridge, calling itself ${claimedArn}`,
};
