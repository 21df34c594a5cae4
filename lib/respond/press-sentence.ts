import type { Config } from '../config.ts';
import type { IncidentAnswer } from '../incident/answer.ts';
import { answerWords } from '../messages/answer-words.ts';
import { whoAnswered } from '../messages/compose-answer.ts';
import { localTime } from '../messages/format-time.ts';
import type { TakenAnswer } from './take-answer.ts';

type Settings = Pick<Config, 'locale' | 'timeZone'>;

/** What a press gave, in one line. */
export function pressSentence(taken: TakenAnswer, settings: Settings): string {
  const said = answerWords[settings.locale];
  switch (taken.state) {
    case 'kept':
      return answerSentence(taken.answer, settings);
    case 'full':
      return said.page.full;
    case 'failed':
      return said.page.failed;
    case 'unknown':
      return said.buttonTooOld;
  }
}

/** `✔ 계획된 작업입니다 · kim(Slack 사용자) · 03:12:45 KST`: an answer, in one line below the message. */
export function answerSentence(answer: IncidentAnswer, { locale, timeZone }: Settings): string {
  const said = answerWords[locale];
  const at = new Date(answer.atMs);
  const sign = answer.verdict === 'planned' ? '✔' : '✘';
  return `${sign} ${said.page.verdict[answer.verdict]} · ${whoAnswered(answer, said)} · ${localTime(at, timeZone, at)}`;
}
