import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Aspect } from '../../../lib/classify/aspect.ts';
import { type EventClass, isSignIn } from '../../../lib/classify/classes.ts';
import { type Deed, kindsOfNoun } from '../../../lib/classify/deed.ts';
import { namedEvents } from '../../../lib/classify/event-names.ts';
import { allNamedEvents, namedEventOf } from '../../../lib/classify/named-event.ts';
import { nounsEn, verbsEn } from '../../../lib/messages/deed-words-en.ts';
import { nounsKo, verbsKo } from '../../../lib/messages/deed-words-ko.ts';
import type { RootUse, UseFacts } from '../../../lib/root-activity.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { recordedNames, rootOnlyNames, watchedNames } from '../classify/watched-names.ts';
import { rootUse } from '../root-use.ts';
import { readSampleEvent, sampleEventFiles } from '../sample-events.ts';
import { composeShown as compose } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';

const locales = ['ko', 'en'] as const;

interface NamedCall {
  readonly service: string;
  readonly api: string;
  readonly aspect?: Aspect | undefined;
  readonly deed?: Deed | undefined;
}

const callsOf = (services: Readonly<Record<string, readonly string[]>>): NamedCall[] =>
  Object.entries(services).flatMap(([service, names]) => names.map((api) => ({ service, api })));

const allCalls: readonly NamedCall[] = allNamedEvents();

const use = ({ service, api, aspect }: NamedCall, more: Partial<UseFacts> = {}): RootUse =>
  rootUse({ eventSource: `${service}.amazonaws.com`, eventName: api, aspect, ...more });

const told = (activity: RootUse, locale: 'ko' | 'en') => {
  const { headline, advice, runbook } = compose(activity, {
    words: wordsIn[locale],
    timeZone: 'UTC',
    runbookUrl: 'https://wiki.example.com/runbook',
  });
  const sentence = headline.replace(/^\[[^\]]+\] /, '');
  return { sentence, advice: advice?.value ?? '', runbook: runbook?.url ?? '' };
};

/** What says nothing, names alternatives instead of the fact, or points to what may not be there. */
const vague =
  /did something|작업을 수행|읽었습니다|\bundefined\b|\bnull\b|\bbelow\b|아래|중지하거나|변경하거나|stopped or|changed or deleted|\{|\}| {2}|\[object/;

const allKinds = [...new Set(Object.values(kindsOfNoun).flat())];

/** A name for each thing that an event of the table is about, or for whatever has one. */
const namesOf = ({ deed }: NamedCall): UseFacts['affected'] => {
  const [, ...nouns] = deed ?? [];
  const own = nouns.flatMap((noun) => (noun && kindsOfNoun[noun]) ?? []);
  return (own.length > 0 ? own : allKinds).map((kind) => ({ kind, value: `${kind}-7` }));
};

const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');

describe.each(locales)('every named event in %s', (locale) => {
  test.each(allCalls)('$service $api $aspect is told as what it is', (call) => {
    const wrong: unknown[] = [];
    const names = namesOf(call);
    for (const outcome of ['success', 'failure'] as const) {
      for (const affected of [[], names]) {
        const { sentence, advice, runbook: link } = told(use(call, { affected, outcome }), locale);
        const section = link.split('#')[1] ?? '';
        const isTold =
          !vague.test(sentence) &&
          sentence.length > 10 &&
          sentence.length < 140 &&
          !vague.test(advice) &&
          advice.length > 10 &&
          runbook.includes(`<a id="${section}"></a>`);
        if (!isTold) wrong.push({ outcome, affected, sentence, advice, section });
      }
    }
    // One `expect` for all: each takes as long as a message.
    expect(wrong).toEqual([]);
  });

  test('has words of its own: no two events of one service are told alike, but for those that do the same', () => {
    const sentences = new Set(allCalls.map((call) => told(use(call), locale).sentence));
    expect(sentences.size).toBeGreaterThan(allCalls.length * 0.7);
  });
});

test('a headline names what the event is about, where the record does', () => {
  const user = { kind: 'user', value: 'kim' } as const;
  const policy = { kind: 'policy', value: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } as const;
  const attach = use({ service: 'iam', api: 'AttachUserPolicy' }, { affected: [user, policy] });
  expect(told(attach, 'ko').sentence).toBe(
    'AWS root 계정이 IAM 사용자 kim에 정책 ReadOnlyAccess를 연결했습니다',
  );
  expect(told(attach, 'en').sentence).toBe(
    'AWS root attached policy ReadOnlyAccess to IAM user kim',
  );
});

test('a headline has room for one name, and counts the others', () => {
  const affected = [{ kind: 'instance', value: 'i-1, i-2, i-3', more: 1_497 }] as const;
  const stop = use({ service: 'ec2', api: 'TerminateInstances' }, { affected });
  expect(told(stop, 'ko').sentence).toBe(
    'AWS root 계정이 EC2 인스턴스 i-1 외 1499개를 종료했습니다',
  );
  expect(told(stop, 'en').sentence).toBe('AWS root terminated EC2 instances i-1 and 1499 others');
});

test.each([
  'kim (a drill, ignore)',
  'kim and was refused',
  'a'.repeat(49),
  '<@U123>',
  '',
  '[x](y)',
])('a name that could add words to a headline is not in it: %j', (value) => {
  const call = use({ service: 'iam', api: 'CreateUser' }, { affected: [{ kind: 'user', value }] });
  expect(told(call, 'en').sentence).toBe('AWS root created an IAM user');
  expect(told(call, 'ko').sentence).toBe('AWS root 계정이 IAM 사용자를 생성했습니다');
});

describe('an event that is in no table', () => {
  test.each<[string, Partial<UseFacts>, string, string]>([
    [
      'writes',
      { eventSource: 'robomaker.amazonaws.com', eventName: 'StartWorld' },
      'AWS root 계정이 robomaker에서 StartWorld를 실행했습니다',
      'AWS root ran StartWorld in robomaker',
    ],
    [
      'writes to something that the record names',
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'MonitorInstances',
        affected: [{ kind: 'instance', value: 'i-1' }],
      },
      'AWS root 계정이 EC2에서 인스턴스 i-1을 대상으로 MonitorInstances를 실행했습니다',
      'AWS root ran MonitorInstances in EC2 on instance i-1',
    ],
    [
      'changes permissions',
      { eventSource: 'acm-pca.amazonaws.com', eventName: 'CreatePermission' },
      'AWS root 계정이 Private CA에서 CreatePermission을 실행했습니다 (권한 변경)',
      'AWS root ran CreatePermission in Private CA (changes permissions)',
    ],
    [
      'removes permissions',
      { eventSource: 'sns.amazonaws.com', eventName: 'RemovePermission' },
      'AWS root 계정이 SNS에서 RemovePermission을 실행했습니다 (권한 회수)',
      'AWS root ran RemovePermission in SNS (removes permissions)',
    ],
    [
      'changes tags',
      { eventSource: 'ec2.amazonaws.com', eventName: 'CreateTags' },
      'AWS root 계정이 EC2에서 CreateTags를 실행했습니다 (태그)',
      'AWS root ran CreateTags in EC2 (tags)',
    ],
    [
      'reads',
      { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances', isReadOnly: true },
      'AWS root 계정이 EC2에서 DescribeInstances를 실행했습니다 (읽기 전용)',
      'AWS root ran DescribeInstances in EC2 (read-only)',
    ],
    [
      'is of no known source',
      { eventSource: undefined, eventName: 'Something' },
      'AWS root 계정이 Something을 실행했습니다',
      'AWS root ran Something',
    ],
    [
      'has the version of its API at its end',
      { eventSource: 'lambda.amazonaws.com', eventName: 'PublishVersion20150331' },
      'AWS root 계정이 Lambda에서 PublishVersion을 실행했습니다',
      'AWS root ran PublishVersion in Lambda',
    ],
  ])('that %s is told by service and name', (_, changes, korean, english) => {
    const activity = rootUse(changes);
    expect(told(activity, 'ko').sentence).toBe(korean);
    expect(told(activity, 'en').sentence).toBe(english);
    for (const locale of locales) expect(told(activity, locale).advice).not.toMatch(vague);
  });

  test.each([
    'Qx7marker',
    'Foo (a drill)',
    '<!channel>',
    'x'.repeat(101),
    'Foo\nBar',
    'a.com',
    '로그인',
  ])('with a name that AWS does not give is told without it: %j', (eventName) => {
    const activity = rootUse({ eventSource: 'ec2.amazonaws.com', eventName });
    expect(told(activity, 'en').sentence).toBe('AWS root made a call of unknown name in EC2');
    expect(told(activity, 'ko').sentence).toBe(
      'AWS root 계정이 EC2에서 이름을 알 수 없는 호출을 실행했습니다',
    );
  });

  test.each(['CreateOAuth2Token', 'Instruments_List', 'viewMarketing', 'CreateEc2Fleet'])(
    'is told with its name: %s',
    (eventName) => {
      expect(told(rootUse({ eventName }), 'en').sentence).toContain(`ran ${eventName} in IAM`);
    },
  );

  test('from a source that is no service of AWS is told without it', () => {
    const activity = rootUse({ eventSource: 'evil.example', eventName: 'StartWorld' });
    expect(told(activity, 'en').sentence).toBe('AWS root ran StartWorld');
  });

  test('that was refused says so', () => {
    const refused = rootUse({ eventName: 'Foo', outcome: 'failure', errorCode: 'AccessDenied' });
    expect(told(refused, 'en').sentence).toBe('AWS root tried to run Foo in IAM and was refused');
  });
});

test.each(locales)('no advice in %s points to what may not be there', (locale) => {
  for (const advice of Object.values(wordsIn[locale].aws.advice)) {
    expect(advice).not.toMatch(vague);
  }
});

describe('the words of the table', () => {
  const deeds = allNamedEvents().flatMap(({ deed }) => (deed === undefined ? [] : [deed]));
  const inTable = {
    verbs: new Set<string>(deeds.map(([verb]) => verb)),
    nouns: new Set<string>(
      deeds.flatMap(([, object, of]) => (of === undefined ? [object] : [object, of])),
    ),
  };
  const ofClasses = {
    verbs: ['grant'],
    nouns: ['adminRights', 'administratorAccess', 'rootItself'],
  };

  test.each<['verbs' | 'nouns', readonly object[]]>([
    ['verbs', [verbsEn(), verbsKo()]],
    ['nouns', [nounsEn(), nounsKo()]],
  ])('are known in both languages, and every word is used: %s', (kind, languages) => {
    const used = [...new Set([...inTable[kind], ...ofClasses[kind]])].toSorted();
    for (const words of languages) expect(Object.keys(words).toSorted()).toEqual(used);
  });
});

test('every class of an event has a sample in events/', () => {
  const classes = new Set(
    sampleEventFiles
      .map((file) => readCloudTrailEvent(readSampleEvent(file)))
      .flatMap((activity) => (activity.kind === 'use' ? [activity.verdict.eventClass] : [])),
  );
  const needed = [
    ...Object.keys(namedEvents),
    'permissions',
    'permissionsRemoved',
    'tagging',
    'action',
  ];
  expect(needed.filter((eventClass) => !classes.has(eventClass as EventClass))).toEqual([]);
});

test('no event is in the table twice', () => {
  const keys = allCalls.map(({ service, api, aspect }) => `${service} ${api} ${aspect}`);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('the figure in docs/coverage.md', () => {
  const watched = callsOf(watchedNames);
  const withWords = watched.filter(({ service, api }) => {
    const event = namedEventOf(`${service}.amazonaws.com`, api);
    return event !== undefined && (event.deed !== undefined || isSignIn(event.eventClass));
  });

  test('is what the table has', () => {
    expect(withWords).toEqual(watched);
    const page = readFileSync(new URL('../../../docs/coverage.md', import.meta.url), 'utf8');
    expect(page).toContain(
      `${withWords.length} of ${watched.length} names that three public rule sets rate high or critical`,
    );
  });

  test('holds for the tasks that need root too, and by the names of records', () => {
    const unnamed = [...callsOf(rootOnlyNames), ...callsOf(recordedNames)].filter(
      ({ service, api }) => namedEventOf(sourceOf(service), api) === undefined,
    );
    expect(unnamed).toEqual([]);
  });
});

function sourceOf(service: string): string {
  return service === 'taxconsole' ? 'taxconsole.amazon.com' : `${service}.amazonaws.com`;
}
