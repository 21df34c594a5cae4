import type { Config } from '../config.ts';
import type { AlarmFindings } from './alarm-findings.ts';
import type { UseAgain } from './use-again.ts';
import type { Words } from './words.ts';
import type { WordsByCloud } from './words-by-cloud.ts';

/** The known names of accounts, by 12-digit number. */
export type AccountNames = ReadonlyMap<string, string>;

/** The known countries of IP addresses, in the language of the message. */
export type Countries = ReadonlyMap<string, string>;

/** What a message depends on besides what it tells: the words of one language, and part of the configuration. */
export type WordSettings = { readonly words: WordsByCloud } & Pick<Config, 'timeZone'> &
  Partial<Pick<Config, 'alarmSubjects' | 'runbookUrl'>>;

/** What is known besides the activity. All of it is optional. */
export interface MessageContext {
  readonly accountNames?: AccountNames;
  readonly countries?: Countries;
  /** When the message is sent, from which it says how long that took. */
  readonly toldAt?: Date | undefined;
  /** A sentence about how the activity came to light. */
  readonly remark?: ((words: Words) => string) | undefined;
  /** For a failed sign-in: how many there were in this account within ten minutes. */
  readonly guesses?: number | undefined;
  /** The use is one of several: which it is, of what, and since when. */
  readonly again?: UseAgain | undefined;
  /** Of the incident that it belongs to, where incidents are asked for. */
  readonly incidentId?: string | undefined;
  /** For an alarm. Undefined: nobody looked, or the log did not answer in time. */
  readonly findings?: AlarmFindings | undefined;
}
