import { spanText } from './span-text.ts';
import type { ReportWords } from './words-report.ts';

/** The report of a month in English. */
export const reportEn: ReportWords = {
  title: (month, account, stage) => `Use of root in ${month} (account ${account}, stage ${stage})`,
  madeOf: (madeAt, version) =>
    `Made at ${madeAt} from the logs of root-alert ${version}. All times are in the time zone below.`,
  headings: {
    summary: 'Summary',
    absence: 'What shows that root was not used',
    uses: 'Uses of root',
    changes: 'Changes of root-alert itself',
    drills: 'Drills',
    answers: 'Answers',
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
    otherAccounts:
      'The event history of other accounts of an organization cannot be read: for them the rules (forwarders) and the checks of those are all there is.',
  },
  verdict: { planned: 'planned', notUs: 'not us' },
  unanswered: 'no answer',
  fromSession: 'answered from the address of the session itself',
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
    'It knows what the log knows. Logs of the functions are kept for 90 days, and whoever can delete a log group can delete what this report is made of.',
    'No log says which person used root, or whether it was approved. An answer is the word of whoever gave it.',
    'An answer by link shows that somebody who can read the room gave it, and nothing more.',
  ],
  picture: { uses: 'uses of root', drills: 'drills', blind: 'nobody watched' },
};
