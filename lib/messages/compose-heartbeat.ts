import type { Config } from '../config.ts';
import type { Message } from './message.ts';
import { wordsByLocale } from './words-of.ts';

/** What a sign of life says. */
export interface HeartbeatFacts {
  readonly isWell: boolean;
  /** Uses of the home account's root since the last heartbeat, by CloudTrail's own history; undefined in the first. */
  readonly uses: number | undefined;
  /** Those of them that the fast path missed. */
  readonly missed: number;
  /** Messages in the outbox, most of which were told at once. */
  readonly waiting: number;
  /** Events in the queues behind outbox and forwarders, which nobody is telling. */
  readonly stuck: number;
  /** Regions whose uses of root are seen at once, */
  readonly covered: number;
  /** of so many that are enabled. */
  readonly enabled: number;
}

/** Words a sign of life: two lines, and nothing to do. */
export function composeHeartbeat(
  facts: HeartbeatFacts,
  { locale }: Pick<Config, 'locale'>,
): Message {
  const { headline, headlineInTrouble, uses, waiting, stuck, covered } =
    wordsByLocale[locale].heartbeat;
  const parts = [
    ...(facts.uses === undefined ? [] : [uses(facts.uses, facts.missed)]),
    ...(facts.waiting > 0 ? [waiting(facts.waiting)] : []),
    stuck(facts.stuck),
    covered(facts.covered, facts.enabled),
  ];
  return {
    severity: 'low',
    headline: facts.isWell ? headline : headlineInTrouble,
    summary: parts.join(' · '),
    facts: [],
    advice: undefined,
    link: undefined,
    runbook: undefined,
  };
}
