import type { EvidenceFault } from '../evidence/evidence-fault.ts';
import { spanText } from './span-text.ts';
import type { ReportWords } from './words-report.ts';

/** The report of a month in English. */
export const reportEn: ReportWords = {
  title: (month, account, stage) => `Use of root in ${month} (account ${account}, stage ${stage})`,
  madeOf: (madeAt, version) =>
    `Made at ${madeAt} by root-alert ${version}. All times are in the time zone below.`,
  headings: {
    summary: 'Summary',
    absence: 'What shows that root was not used',
    uses: 'Uses of root',
    changes: 'Changes of root-alert itself',
    drills: 'Drills',
    answers: 'Answers',
    planned: 'Planned work',
    evidence: 'Evidence',
    blind: 'When nobody watched',
    controls: 'Controls',
    limits: 'What this report does not say',
  },
  columns: {
    happened: 'Happened',
    account: 'Account',
    event: 'Event',
    severity: 'Severity',
    told: 'Told',
    took: 'Took',
    rooms: 'Rooms, and when each had it',
    answer: 'Answer',
    id: 'ID',
    by: 'By',
    why: 'Why',
    allowed: 'Critical events that were planned',
    evidence: 'Evidence',
    differs: 'How they differ',
    what: 'What',
    from: 'From',
    until: 'Until',
    how: 'How',
    control: 'Control',
    shows: 'What this report can show for it',
  },
  severity: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' },
  path: {
    atOnce: 'at once',
    outbox: 'from the outbox (in a digest, or later)',
    lookBack: 'found by the look-back',
    alarm: 'found behind the alarm',
    told: 'told (how, no log says)',
    untold: 'not told',
  },
  unknown: 'unknown',
  none: 'None',
  lasts: 'lasts',
  span: (ms) => spanText(ms, { hour: ' h', minute: ' min', second: ' s' }),
  summary: {
    uses: (count, atOnce, later, untold) =>
      `Uses of root: ${count}. Told at once: ${atOnce}, told later: ${later}, not told: ${untold}`,
    latency: (fastest, middle, slowest) =>
      `From the use to the last room, of those told at once: fastest ${fastest}, median ${middle}, slowest ${slowest}`,
    missed: (count) =>
      `Missed by the fast path, and found by the look-back or behind the alarm: ${count}`,
    drills: (count, told) => `Drills: ${count}, of which the room was told of ${told}`,
    runs: (count, fewest, most) =>
      `Checks every 15 minutes: ${count}, each of ${fewest === most ? most : `${fewest} to ${most}`} regions`,
    noRuns: 'There is no record of the check every 15 minutes',
    evidence: (used, faults, mismatches) =>
      `Evidence: ${used} objects of this month, ${faults === 0 ? 'the chain is whole' : `${faults} FAULTS in the chain or the bucket`}, ${mismatches === 0 ? 'and the logs say the same' : `and the logs DIFFER about ${mismatches}`}`,
    logsGone: (before) =>
      `Logs from before ${before} are gone by their age: what was then is known from the evidence, where there is any`,
  },
  absence: {
    shown: (account, from, until) =>
      `Root of account ${account} was not used from ${from} to ${until}.`,
    why: (until, fewest, most) =>
      `CloudTrail’s event history of every region (${fewest === most ? most : `${fewest} to ${most}`}) was read without a gap up to ${until}, and holds no use of root of this account. The rules that tell at once, and the drills, show it independently.`,
    used: (account, count) => `Root of account ${account} was used ${count} times.`,
    notShown: (account) =>
      `No use of root of account ${account} is known. It is not shown that there was none:`,
    knownFrom: (at) => `The log of this month begins at ${at}.`,
    lookedUntil: (at) => `The event history of every region was read up to ${at} only.`,
    noLog: (functions) => `The log groups of these functions are gone: ${functions}.`,
    evidenceFaulty:
      'The evidence has faults (below): somebody who can change it could change other things, too.',
    otherAccounts:
      'The event history of other accounts of an organization cannot be read: for them the rules (forwarders) and the checks of those are all there is.',
  },
  verdict: { planned: 'planned', notUs: 'not us' },
  unanswered: 'no answer',
  fromSession: 'answered from the address of the session itself',
  evidence: {
    off: 'No evidence is kept (evidence: off). All of this comes from logs: whoever can write to log groups or delete them can change what it says.',
    read: (objects, used) =>
      `The bucket holds ${objects} objects; ${used} of them are about this month. Where the chain does not hold, nothing was taken from an object.`,
    begins: (at) => `It begins at ${at}, or before. What was earlier is known from the logs alone.`,
    last: (number, hash) =>
      `The last object is ${number}:${hash}. A later check finds what was cut off: npm run verify-evidence -- --expect ${number}:${hash}`,
    whole: 'The chain is whole.',
    fault: evidenceFault,
    more: (count) => `And ${count} more: npm run verify-evidence shows them.`,
    mismatch: {
      notInLog: 'the log has no line of it: somebody may have deleted it',
      notInEvidence:
        'there is no evidence of it whose chain holds: the ledger failed just then, or somebody wrote the line or took the object away',
      otherKind: 'the log calls it something else (use, drill, change)',
      otherAccount: 'the log names another account',
      otherEvent: 'the log names another event',
      otherTime: 'the log has another time',
      otherTelling: 'the log does not say that it was told then',
      moreRooms: 'the log names more rooms that have it',
    },
    noMismatch: 'What the logs say is what the evidence says.',
    mismatchNote: 'Where they differ, this report takes what the evidence says.',
  },
  blind: { gap: 'the check every 15 minutes did not run', wait: 'a room took no alert' },
  controlsNote:
    'The report supports a part of each of these. Approval and regular review are the organization’s own.',
  controls: [
    {
      control: 'ISMS-P 2.5.2',
      shows:
        'when root, a shared identifier, was used, and, where somebody answered, what (who, and why, is in the evidence)',
    },
    {
      control: 'ISMS-P 2.5.5',
      shows: 'every use of root, the account with all rights, and when it was told',
    },
    { control: 'ISMS-P 2.5.6', shows: 'the uses of a month, as material for the regular review' },
    {
      control: 'ISMS-P 2.9.5',
      shows: 'up to when the logs were looked through, and when they were not',
    },
    {
      control: 'CIS AWS Foundations 1.7',
      shows:
        'that root does no daily work: the list of its uses, or what shows that there were none',
    },
    {
      control: 'PCI DSS v4.0.1 8.2.2',
      shows:
        'each exceptional use of a shared account, and what was answered about it (person and reason are in the evidence)',
    },
    {
      control: 'PCI DSS v4.0.1 10.2.1.2',
      shows: 'the actions taken with administrative access as root',
    },
    { control: 'SOC 2 CC7.2', shows: 'that anomalies are watched for, and when watching stopped' },
  ],
  limits: [
    'Logs of the functions are kept for 90 days, and whoever can write to log groups or delete them can change what they say. Without evidence, the report knows nothing else.',
    'How a use was told, when each room had it, to which incident it belongs, and when nobody watched, the logs alone know, with evidence, too.',
    'No log says which person used root, or whether it was approved. An answer is the word of whoever gave it.',
    'An answer by link shows that somebody who can read the room gave it, and nothing more.',
  ],
  picture: { uses: 'uses of root', drills: 'drills', blind: 'nobody watched' },
};

function evidenceFault(fault: EvidenceFault): string {
  switch (fault.kind) {
    case 'foreign':
      return `${fault.key} is none of ours.`;
    case 'hidden':
      return `${fault.key} was deleted: a marker hides it.`;
    case 'again':
      return `${fault.key} was written more than once.`;
    case 'unreadable':
      return `${fault.key} cannot be read.`;
    case 'tooLarge':
      return `${fault.key} is larger than any that we write, and was not read.`;
    case 'otherHash':
      return `${fault.key} has another hash than the one that was noted.`;
    case 'replaced':
      return `${fault.key} does not follow what is before it: that, or this, was replaced.`;
    case 'otherNumber':
      return `${fault.key} says that it is number ${fault.number}.`;
    case 'twin':
      return `${fault.key} is of the same use as ${fault.twin}.`;
    case 'missing':
      return fault.from === fault.to
        ? `Number ${fault.from} is missing.`
        : `Numbers ${fault.from} to ${fault.to} are missing.`;
    case 'notedGone':
      return `Number ${fault.number}, which was noted, is not there.`;
    case 'bucketGone':
      return 'The bucket is gone, and all evidence with it.';
    case 'noVersions':
      return `The bucket keeps no versions (${fault.status ?? 'never did'}).`;
    case 'noLock':
      return 'The bucket locks no objects: what is written can be deleted.';
  }
}
