import type { Config } from '../config.ts';
import { answerWords } from '../messages/answer-words.ts';
import { whoAnswered } from '../messages/compose-answer.ts';
import { localTime } from '../messages/format-time.ts';
import type { TakenAnswer } from './take-answer.ts';

/** `✔ 계획된 작업입니다 · kim(Slack 사용자) · 03:12:45 KST`: what a press gave, in one line below the message. */
export function pressSentence(
  taken: TakenAnswer,
  { locale, timeZone }: Pick<Config, 'locale' | 'timeZone'>,
): string {
  const said = answerWords[locale];
  switch (taken.state) {
    case 'kept': {
      const { answer } = taken;
      const at = new Date(answer.atMs);
      const sign = answer.verdict === 'planned' ? '✔' : '✘';
      return `${sign} ${said.page.verdict[answer.verdict]} · ${whoAnswered(answer, said)} · ${localTime(at, timeZone, at)}`;
    }
    case 'full':
      return said.page.full;
    case 'failed':
      return said.page.failed;
    case 'unknown':
      return said.buttonTooOld;
  }
}
