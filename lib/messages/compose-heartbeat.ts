import type { Message } from './message.ts';
import type { WordSettings } from './message-context.ts';

/** What a heartbeat says. */
export interface HeartbeatFacts {
  /** Nothing stands and nothing failed. */
  readonly isWell: boolean;
  /** Whether mails about them reach anybody. */
  readonly isMailHeard: boolean;
  /** Uses of the home account's root since the last heartbeat, by CloudTrail's event history. Undefined in the first. */
  readonly uses: number | undefined;
  /** How many of them the fast path missed. */
  readonly missed: number;
  /** Messages in the outbox. Alerts about most of them were sent at once. */
  readonly waiting: number;
  /** Events in the dead-letter queues of the outbox and the forwarders, which nothing delivers any more. */
  readonly stuck: number;
  /** Regions where uses of root are seen at once. */
  readonly covered: number;
  /** Regions that are enabled in the account. */
  readonly enabled: number;
  /** Of root-alert, as deployed. Undefined: not known. */
  readonly version?: string | undefined;
}

/** Words a heartbeat: two lines, and nothing to do. */
export function composeHeartbeat(
  facts: HeartbeatFacts,
  { words }: Pick<WordSettings, 'words'>,
): Message {
  const { headline, headlineInTrouble, headlineUnmailed, uses, waiting, stuck, covered } =
    words.aws.heartbeat;
  const inTrouble = facts.isMailHeard ? headlineInTrouble : headlineUnmailed;
  const parts = [
    ...(facts.uses === undefined ? [] : [uses(facts.uses, facts.missed)]),
    ...(facts.waiting > 0 ? [waiting(facts.waiting)] : []),
    stuck(facts.stuck),
    covered(facts.covered, facts.enabled),
    ...(facts.version === undefined ? [] : [`root-alert ${facts.version}`]),
  ];
  return {
    severity: 'low',
    headline: facts.isWell ? headline : inTrouble,
    summary: parts.join(' · '),
    facts: [],
    advice: undefined,
    link: undefined,
    runbook: undefined,
  };
}
