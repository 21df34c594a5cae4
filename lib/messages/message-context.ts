import type { Config } from '../config.ts';
import type { AlarmFindings } from './alarm-findings.ts';
import type { Words } from './words.ts';
/** Names of accounts by their 12-digit number, as far as they are known. */
export type AccountNames = ReadonlyMap<string, string>;

/** Countries by IP address, as far as they are known, as they are called in the language of the message. */
export type Countries = ReadonlyMap<string, string>;

/** What of the configuration the words depend on. */
export type WordSettings = Pick<Config, 'locale' | 'timeZone'> &
  Partial<Pick<Config, 'alarmSubjects' | 'runbookUrl'>>;

/** What is known beside the activity. A message does without any of it. */
export interface MessageContext {
  readonly accountNames?: AccountNames;
  readonly countries?: Countries;
  /** The moment of telling, for how long it took. */
  readonly toldAt?: Date | undefined;
  /** A sentence about how it came to be told. */
  readonly remark?: ((words: Words) => string) | undefined;
  /** Of an alarm. */
  readonly findings?: AlarmFindings | undefined;
}
