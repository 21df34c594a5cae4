import type { Locale } from '../config.ts';

/** Text about an incident that nobody answered, or that somebody says was not us. */
export interface EscalationWords {
  /** A headline: for how long, and what happened. */
  readonly unanswered: (duration: string, happened: string) => string;
  readonly notUs: (happened: string) => string;
  /** What happened, where its record cannot be read again. */
  readonly rootUse: (eventName: string | undefined) => string;
  readonly label: Readonly<Record<'told' | 'nth' | 'answeredBy' | 'why', string>>;
  /** Which time it is said again, of how many. */
  readonly nth: (nth: number, of: number) => string;
  readonly isLast: string;
  readonly answerNow: (incident: string) => string;
  readonly actNow: string;
  /** To those who hear of what nobody answered. */
  readonly drill: {
    /** It fits into an SMS. */
    readonly headline: string;
    readonly nothingToDo: string;
    /** Who says to have sent it. */
    readonly by: string;
  };
}

export const escalationWords: Readonly<Record<Locale, EscalationWords>> = {
  ko: {
    unanswered: (duration, happened) => `${duration}째 아무도 답하지 않았습니다: ${happened}`,
    notUs: (happened) => `우리가 한 일이 아니라는 답이 왔습니다: ${happened}`,
    rootUse: (eventName) => `root를 사용했습니다${eventName ? ` (${eventName})` : ''}`,
    label: { told: '처음 알린 시각', nth: '다시 알림', answeredBy: '답한 사람', why: '적은 내용' },
    nth: (nth, of) => `${nth}번째 (최대 ${of}번)`,
    isLast: '이 건은 더 이상 다시 알리지 않습니다.',
    answerNow: (incident) => `계획된 작업인지 바로 확인하고 사건 ${incident}에 답하세요.`,
    actNow: '지금 막으세요. 계획된 작업이었다는 답이 나중에 오더라도 확인할 때까지 믿지 마세요.',
    drill: {
      headline: 'root 사용에 아무도 답하지 않으면 여기로 알립니다',
      nothingToDo:
        '훈련입니다. root는 사용되지 않았고 할 일은 없습니다. 당번이 바로 알아챘는지만 확인하세요.',
      by: '보낸 사람(본인 주장)',
    },
  },
  en: {
    unanswered: (duration, happened) => `Nobody has answered for ${duration}: ${happened}`,
    notUs: (happened) => `Somebody answered that it was not us: ${happened}`,
    rootUse: (eventName) => `root was used${eventName ? ` (${eventName})` : ''}`,
    label: {
      told: 'First alert',
      nth: 'Reminder',
      answeredBy: 'Answered by',
      why: 'In their words',
    },
    nth: (nth, of) => `${nth} of at most ${of}`,
    isLast: 'It is the last one.',
    answerNow: (incident) => `Ask now whether it was planned, and answer incident ${incident}.`,
    actNow:
      'Stop it now. If somebody says later that it was planned, verify it before you believe it.',
    drill: {
      headline: 'You are alerted here when nobody answers',
      nothingToDo:
        'This is a drill: root was not used, and there is nothing to do. Only check that whoever is on call noticed at once.',
      by: 'Sent by (their own claim)',
    },
  },
};
