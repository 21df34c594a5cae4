import type { Locale } from '../config.ts';

/** The two answers, as links and buttons call them. */
export interface AnswerLinkWords {
  readonly planned: string;
  readonly notUs: string;
  /** For rooms where a link stands in a line of its own. */
  readonly plannedHint: string;
  readonly notUsHint: string;
}

export const answerLinkWords: Readonly<Record<Locale, AnswerLinkWords>> = {
  ko: {
    planned: '계획된 작업입니다',
    notUs: '우리가 아닙니다',
    plannedHint: '우리 팀이 한 일이면 여기에서 답하세요.',
    notUsHint: '아무도 한 일이 아니면 바로 여기에서 알리세요.',
  },
  en: {
    planned: 'This was planned',
    notUs: 'This was not us',
    plannedHint: 'If somebody of us did it, answer here.',
    notUsHint: 'If it was none of us, say so here at once.',
  },
};
