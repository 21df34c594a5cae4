import type { Config } from '../config.ts';
import type { EscalationDrill } from '../drill/escalation-drill.ts';
import { localTime } from './format-time.ts';
import { headline } from './headline.ts';
import { accountText } from './identifier-text.ts';
import { knownFacts } from './known-facts.ts';
import type { Message } from './message.ts';
import { freeText, summaryOf } from './parts.ts';
import { ourText } from './plain-text.ts';
import type { WordsByCloud } from './words-by-cloud.ts';
import { escalationWords } from './words-escalation.ts';

type Settings = Pick<Config, 'locale' | 'timeZone'> & { readonly words: WordsByCloud };

const maxByLength = 120;

/** Words the drill for those who hear of what nobody answered: what they will hear of, and that there is nothing to do. */
export function composeEscalationDrill(
  { accountId, by }: Pick<EscalationDrill, 'accountId' | 'by'>,
  { locale, timeZone, words: { aws: words } }: Settings,
  toldAt: Date,
): Message {
  const said = escalationWords[locale].drill;
  return {
    ...headline(true, 'critical', said.headline, words),
    summary: summaryOf([accountText(accountId), localTime(toldAt, timeZone, toldAt)]),
    advice: { label: words.label.adviceNow, steps: [ourText(said.nothingToDo)] },
    links: [],
    facts: knownFacts([[said.by, freeText(by, maxByLength)]]),
    details: [],
  };
}
