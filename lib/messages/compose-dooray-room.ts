import type { Config } from '../config.ts';
import { adviceOf } from './advice.ts';
import { boundText } from './bound-text.ts';
import { headline } from './headline.ts';
import type { Message } from './message.ts';
import { summaryOf } from './parts.ts';
import { quiet } from './quiet.ts';
import type { WordsByCloud } from './words-by-cloud.ts';
import { doorayWords } from './words-dooray.ts';

/** A room of Dooray from which people may answer from now on, or no longer. */
export interface DoorayRoomChange {
  readonly isConnected: boolean;
  /** The room, and who did it: hostile. */
  readonly name: string;
  readonly by: string;
  /** How many are connected now. */
  readonly rooms: number;
}

/** Words what the rooms of alerts hear of it: nobody gets a place to answer from in silence. */
export function composeDoorayRoom(
  { isConnected, name, by, rooms }: DoorayRoomChange,
  { locale, words }: Pick<Config, 'locale'> & { readonly words: WordsByCloud },
): Message {
  const said = doorayWords[locale];
  const summary = summaryOf([
    said.room(boundText(name, 60)),
    said.by(boundText(by, 40)),
    said.count(rooms),
  ]);
  if (!isConnected) return { ...quiet(said.disconnected), summary };
  return {
    ...headline(false, 'medium', said.connected, words.aws),
    summary,
    advice: adviceOf(said.connectedAdvice, words.aws),
    links: [],
    facts: [],
    details: [],
  };
}
