import type { Locale } from '../config.ts';

/** Text about a time for which somebody said that they would use root. */
export interface PlannedWords {
  readonly opened: string;
  readonly openedByRoot: string;
  readonly extended: string;
  readonly closed: string;
  /** `2시간 30분` */
  readonly span: (ms: number) => string;
  /** `2시간, 05:12:50 KST까지` */
  readonly until: (span: string, end: string) => string;
  readonly advice: string;
  readonly adviceOnRoot: string;
  readonly label: Readonly<
    Record<'why' | 'openedBy' | 'closedBy' | 'allowed' | 'note' | 'told' | 'planned', string>
  >;
  readonly nothingAllowed: string;
  readonly rootInUse: (ago: string) => string;
  readonly inARow: (span: string) => string;
  readonly nth: (nth: number) => string;
  readonly timeIsUp: string;
  readonly count: (uses: number, loud: number) => string;
  /** The start of a message about a use in such a time. */
  readonly expected: string;
  readonly unexpected: string;
  readonly inWindowOfRoot: string;
  /** Until when, by whom and why it was opened. */
  readonly mark: (end: string, by: string, why: string) => string;
}

export const plannedWords: Readonly<Record<Locale, PlannedWords>> = {
  ko: {
    opened: '계획된 root 작업 시간이 열렸습니다',
    openedByRoot: 'root 계정이 스스로 계획된 작업 시간을 열었습니다',
    extended: '계획된 root 작업 시간이 연장되었습니다',
    closed: '계획된 root 작업 시간이 끝났습니다',
    span: spanIn('시간', '분', '1분 미만'),
    until: (span, end) => `${span}, ${end}까지`,
    advice: `이 시간에 이 계정의 root를 사용하면 평소처럼 하나씩 알리지만 사람을 호출하지 않습니다. 아래에 없는 긴급 작업은 평소대로 호출합니다. 모르는 작업이라면 바로 닫고 연 사람에게 확인하세요.`,
    adviceOnRoot:
      'root가 연 작업 시간은 믿지 않으므로 호출도 에스컬레이션도 평소대로 합니다. 직접 연 것이 아니라면 root 계정이 탈취된 것입니다. 런북에 따라 바로 대응하세요.',
    label: {
      why: '이유',
      openedBy: '연 사람',
      closedBy: '닫은 사람:',
      allowed: '호출하지 않을 긴급 작업',
      note: '주의',
      told: '그동안 알린 사용',
      planned: '계획된 작업',
    },
    nothingAllowed: '없음. 긴급 작업은 모두 평소대로 호출합니다',
    rootInUse: (ago) => `열기 ${ago} 전에 이미 root가 사용되었습니다`,
    inARow: (span) => `앞선 작업 시간에 이어져 모두 ${span} 동안 열려 있게 됩니다`,
    nth: (nth) => `이 계정에서 최근 7일 동안 ${nth}번째입니다`,
    timeIsUp: '없음(정한 시간이 지남)',
    count: (uses, loud) => (loud === 0 ? `${uses}건` : `${uses}건 (평소대로 호출한 것 ${loud}건)`),
    expected: '계획된 작업 시간 중',
    unexpected: '계획된 작업 시간 중이지만 계획에 없던 작업',
    inWindowOfRoot: 'root가 스스로 연 작업 시간 중',
    mark: (end, by, why) => `${end}까지 · ${by} · ${why}`,
  },
  en: {
    opened: 'A time for planned work with root has opened',
    openedByRoot: 'Root itself opened a time for planned work',
    extended: 'A time for planned work with root was extended',
    closed: 'A time for planned work with root is over',
    span: spanIn(' h', ' min', 'less than a minute'),
    until: (span, end) => `${span}, until ${end}`,
    advice: `During this time each use of this account's root is reported as usual, but calls nobody. Critical work that is not named below calls people as usual. If you do not know of it, close it now and ask whoever opened it.`,
    adviceOnRoot:
      'A time that root opened is not trusted: alerts call people and escalate as usual. Unless your team did this, root has been taken over: act now, as the runbook says.',
    label: {
      why: 'Why',
      openedBy: 'Opened by',
      closedBy: 'closed by',
      allowed: 'Critical work that calls nobody',
      note: 'Note',
      told: 'uses reported:',
      planned: 'Planned work',
    },
    nothingAllowed: 'none; whatever is critical calls people as usual',
    rootInUse: (ago) => `root was already in use ${ago} before it opened`,
    inARow: (span) => `it follows an earlier one: ${span} in all`,
    nth: (nth) => `number ${nth} for this account within 7 days`,
    timeIsUp: 'nobody; its time was up',
    count: (uses, loud) => (loud === 0 ? String(uses) : `${uses}, ${loud} of them as usual`),
    expected: 'In a time for planned work',
    unexpected: 'In a time for planned work, but not part of the plan',
    inWindowOfRoot: 'In a time for work that root itself opened',
    mark: (end, by, why) => `until ${end} · ${by} · ${why}`,
  },
};

function spanIn(hours: string, minutes: string, none: string): (ms: number) => string {
  return (ms) => {
    const all = Math.floor(ms / 60_000);
    const parts = [
      [Math.floor(all / 60), hours],
      [all % 60, minutes],
    ] as const;
    const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
    return said.join(' ') || none;
  };
}
