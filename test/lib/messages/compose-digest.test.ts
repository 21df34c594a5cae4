import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeDigest } from '../../../lib/messages/compose-digest.ts';
import { maxGraveKinds, splitByKind } from '../../../lib/messages/kinds.ts';
import { markLate } from '../../../lib/messages/mark-late.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { slackAsShown } from '../../../lib/rooms/slack/slack-as-shown.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import type { RootActivity, RootUse } from '../../../lib/root-activity.ts';
import { hostileText } from '../hostile-text.ts';
import { rootUse } from '../root-use.ts';
import { type ShownMessage, shown } from '../shown-message.ts';
import { whollyUnreadable } from '../unreadable-record.ts';
import { wordsIn } from '../words-in.ts';

const korean = { words: wordsIn.ko, timeZone: 'Asia/Seoul' } as const;
const english = { words: wordsIn.en, timeZone: 'Asia/Seoul' } as const;

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21, 18, 0, seconds));
const many = (count: number, changes: Partial<RootUse> = {}): RootUse[] => {
  const use = rootUse(changes);
  return Array.from({ length: count }, () => ({ ...use }));
};

const factOf = (message: ShownMessage, label: string): string | undefined =>
  message.facts.find((fact) => fact.label === label)?.value;
const digest = (activities: readonly RootActivity[]): ShownMessage =>
  shown(composeDigest(activities, korean));

describe('counts', () => {
  test('are by event name, the commonest first, and add up', () => {
    const message = digest([
      rootUse({ eventName: 'CreateUser' }),
      ...many(3, { eventName: 'RunInstances' }),
      ...many(2, { eventName: 'PutObject' }),
    ]);
    expect(factOf(message, wordsIn.ko.aws.label.events)).toBe(
      'RunInstances 3건, PutObject 2건, CreateUser 1건',
    );
    expect(message.headline).toContain('외 5건');
  });

  test('are by region, source IP, account and who', () => {
    const message = digest([
      ...many(2, { region: 'eu-west-1' }),
      ...many(1, { sourceIp: '198.51.100.7', accountId: '444455556666' }),
      ...many(1, {
        identity: { ...rootUse().identity, invokedBy: 'autoscaling.amazonaws.com' },
      }),
    ]);
    expect(message.facts).toContainEqual({
      label: '',
      value: 'eu-west-1 (아일랜드) 2건, us-east-1 (버지니아) 2건',
    });
    expect(message.summary).toBe(
      '111122223333 3건, 444455556666 1건 · 203.0.113.24 3건, 198.51.100.7 1건 · 11-22 03:12:45 KST',
    );
    expect(factOf(message, wordsIn.ko.aws.label.who)).toBe(
      'root · 임시 자격 증명 ASIAQ7RT2MVK4EXAMPLE 3건, root · 임시 자격 증명 ASIAQ7RT2MVK4EXAMPLE · 서비스 autoscaling.amazonaws.com 1건',
    );
  });

  test('of errors are those of refused calls', () => {
    const message = digest([
      ...many(3),
      ...many(2, { outcome: 'failure', errorCode: 'AccessDenied' }),
      rootUse({ outcome: 'failure', errorCode: undefined, errorMessage: 'no' }),
    ]);
    expect(factOf(message, wordsIn.ko.aws.label.errors)).toBe('AccessDenied 2건, 실패 1건');
  });

  test('of errors and of reads are left out where there are none', () => {
    const message = digest(many(3));
    expect(factOf(message, wordsIn.ko.aws.label.errors)).toBeUndefined();
    expect(JSON.stringify(message)).not.toContain('읽기 전용');
    expect(digest([...many(3), ...many(2, { isReadOnly: true })]).facts).toContainEqual({
      label: '',
      value: '5건 중 읽기 전용 2건',
    });
  });

  test('name as much as fits, and add up the rest', () => {
    const arn = (kind: number) =>
      `arn:aws:sts::111122223333:federated-user/${'x'.repeat(150)}${kind}`;
    const message = digest(
      [0, 1, 2].flatMap((kind) =>
        many(kind + 1, {
          eventName: `Create${'Very'.repeat(28)}Long${kind}`,
          identity: { ...rootUse().identity, type: 'FederatedUser', arn: arn(kind) },
        }),
      ),
    );
    expect(factOf(message, wordsIn.ko.aws.label.who)).toMatch(
      /x2 · 임시 자격 증명 \w+ 3건 외 2종 3건$/,
    );
    expect(factOf(message, wordsIn.ko.aws.label.events)).toMatch(
      /Long2 3건, .+Long1 2건, .+Long0 1건$/,
    );
  });

  test('name a limited number of kinds, and add up the rest', () => {
    const kinds = Array.from({ length: 30 }, (_, kind) =>
      many(30 - kind, {
        eventName: `GetEvent${kind}`,
        region: `eu-west-${kind}`,
        isReadOnly: true,
      }),
    ).flat();
    const message = digest(kinds);
    expect(factOf(message, wordsIn.ko.aws.label.events)).toMatch(
      /^GetEvent0 30건, .*, GetEvent19 11건 외 10종 55건$/,
    );
    expect(message.facts).toContainEqual({
      label: '',
      value:
        'eu-west-0 30건, eu-west-1 (아일랜드) 29건, eu-west-2 (런던) 28건, eu-west-3 (파리) 27건, eu-west-4 26건 외 25종 325건',
    });
  });

  test('include what is unknown and what cannot be read', () => {
    const message = digest([
      ...many(2, { sourceIp: undefined, region: undefined, accountId: undefined }),
      whollyUnreadable,
    ]);
    expect(message.summary).toMatch(/^계정 알 수 없음 · 소스 IP 알 수 없음 · /);
    expect(message.facts).toContainEqual({ label: '', value: '리전 알 수 없음' });
    expect(factOf(message, wordsIn.ko.aws.label.events)).toBe(
      'CreateUser 2건, 읽을 수 없는 기록 1건',
    );
  });

  test('are never mixed up by a name that every object has', () => {
    const message = digest([
      rootUse({ eventName: '__proto__' }),
      rootUse({ eventName: 'constructor' }),
    ]);
    expect(factOf(message, wordsIn.ko.aws.label.events)).toBe('__proto__ 1건, constructor 1건');
  });
});

describe('the period', () => {
  const toldAt = at(300);
  const summaryOf = (activities: readonly RootActivity[], context = {}) =>
    shown(composeDigest(activities, korean, context))
      .summary.split(' · ')
      .at(-1);

  test('is from the first to the last, and how long that is', () => {
    const uses = [rootUse({ occurredAt: at(0) }), ...many(3, { occurredAt: at(59) })];
    expect(summaryOf(uses, { toldAt })).toBe('03:00:00–03:00:59 KST (59초)');
    expect(summaryOf(uses)).toBe('11-22 03:00:00–03:00:59 KST (59초)');
    expect(digest(uses).facts).toContainEqual({
      label: '',
      value: '2026-11-21 18:00:00–18:00:59 UTC',
    });
  });

  test('has the date of its end where that is another', () => {
    const uses = [rootUse({ occurredAt: at(0) }), rootUse({ occurredAt: at(86_400) })];
    expect(summaryOf(uses)).toBe('11-22 03:00:00–11-23 03:00:00 KST (약 24시간)');
  });

  test('is one moment, where all happened at once', () => {
    const uses = many(3, { occurredAt: at(0) });
    expect(summaryOf(uses, { toldAt })).toBe('03:00:00 KST');
    expect(digest(uses).facts).toContainEqual({ label: '', value: '2026-11-21 18:00:00 UTC' });
  });

  test('is left out where no time is known', () => {
    expect(digest(many(2, { occurredAt: undefined })).summary).toBe('111122223333 · 203.0.113.24');
  });
});

describe('the most notable actions', () => {
  const logging = { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' };

  test('are named the gravest first, each with its first time, its number, address and object', () => {
    const message = digest([
      rootUse({ eventName: 'RunInstances', occurredAt: at(1), sourceIp: '198.51.100.7' }),
      ...many(3, {
        eventName: 'CreateAccessKey',
        occurredAt: at(2),
        affected: [{ kind: 'user', value: 'deploy' }],
      }),
      rootUse({ ...logging, occurredAt: at(3), affected: [{ kind: 'trail', value: 'audit' }] }),
      rootUse({ ...logging, occurredAt: at(4), affected: [{ kind: 'trail', value: 'other' }] }),
    ]);
    expect(message.notable).toEqual([
      '03:00:02 CreateAccessKey 3건 · 203.0.113.24 · 사용자 deploy',
      '03:00:03 StopLogging 2건 · 203.0.113.24 · CloudTrail 추적 audit 외 1개',
      '03:00:01 RunInstances · 198.51.100.7',
    ]);
  });

  test('are named once for each kind, refused ones apart, so that many of one kind hide no other', () => {
    const message = digest([
      ...Array.from({ length: 20 }, (_, second) =>
        rootUse({ eventName: 'CreateAccessKey', occurredAt: at(second) }),
      ),
      rootUse({ ...logging, outcome: 'failure', occurredAt: at(40) }),
      rootUse({ ...logging, occurredAt: at(41) }),
    ]);
    expect(message.notable).toEqual([
      '03:00:00 CreateAccessKey (성공) 20건',
      '03:00:41 StopLogging (성공)',
      '03:00:40 StopLogging (실패)',
    ]);
  });

  test('have no reads among them, and no records that cannot be read', () => {
    const message = digest([
      ...many(2, { eventName: 'ListUsers', isReadOnly: true }),
      whollyUnreadable,
    ]);
    expect(message.notable).toEqual([]);
  });

  test('have no time where none is known', () => {
    const message = digest([
      rootUse({ eventName: 'CreateAccessKey', occurredAt: at(1) }),
      rootUse({ eventName: 'B', occurredAt: at(2) }),
      rootUse({ eventName: 'C', occurredAt: at(3) }),
      rootUse({ ...logging, occurredAt: undefined }),
    ]);
    expect(message.notable).toEqual([
      '03:00:01 CreateAccessKey',
      'StopLogging',
      '03:00:02 B',
      '03:00:03 C',
    ]);
  });

  test('say in which accounts a root session was taken', () => {
    const assumeRoot = (targetPrincipal: string, second: number) =>
      rootUse({
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRoot',
        occurredAt: at(second),
        assumeRoot: { targetPrincipal, taskPolicyArn: undefined },
      });
    const message = digest([
      assumeRoot('444455556666', 3),
      assumeRoot('arn:aws:iam::222233334444:root', 8),
    ]);
    expect(message.notable).toEqual([
      '03:00:03 AssumeRoot → 444455556666',
      '03:00:08 AssumeRoot → 222233334444',
    ]);
    expect(factOf(message, wordsIn.ko.aws.label.events)).toBe('AssumeRoot 2건');
  });

  test('put what was done before what was refused', () => {
    const message = digest([
      rootUse({ ...logging, outcome: 'failure' }),
      rootUse({ eventName: 'CreateAccessKey' }),
    ]);
    expect(message.headline).toContain('액세스 키를 생성했습니다 (외 1건, StopLogging 실패)');
    expect(message.advice?.value).toBe(wordsIn.ko.aws.advice.accessKeyCreated);
  });

  test('say in the headline what was done before what was refused, however grave that is', () => {
    const made = rootUse({ affected: [{ kind: 'user', value: 'backup-admin' }] });
    const denied = rootUse({
      ...logging,
      outcome: 'failure',
      occurredAt: at(1),
      errorCode: 'AccessDenied',
      errorMessage: 'x is not authorized with an explicit deny in a service control policy',
      affected: [{ kind: 'trail', value: 'audit' }],
    });
    const message = shown(composeDigest([denied, made], english));
    expect(message.headline).toBe(
      '[CRITICAL] AWS root created IAM user backup-admin (+1 more use; StopLogging denied)',
    );
    expect(message.advice?.value).toMatch(/^If not approved, delete IAM user backup-admin, then /);
    expect(message.notable).toEqual([
      '03:12:45 CreateUser (succeeded) · user backup-admin',
      '03:00:01 StopLogging (denied) · trail audit',
    ]);
    expect(factOf(message, 'Errors')).toBe('AccessDenied (by a service control policy) ×1');
  });

  test('say that the worst was refused, if it was', () => {
    const refused = [...many(2, { isReadOnly: true }), rootUse({ ...logging, outcome: 'failure' })];
    expect(digest(refused).headline).toMatch(/하려 했으나 실패했습니다 \(외 2건\)$/);
  });

  test('decide how bad the digest is, and what to do now', () => {
    const message = digest([...many(5, { isReadOnly: true }), rootUse(logging)]);
    expect(message.severity).toBe('critical');
    expect(message.advice?.value).toBe(wordsIn.ko.aws.advice.loggingOff);
    expect(digest(many(5, { eventName: 'ListUsers', isReadOnly: true })).severity).toBe('medium');
  });
});

describe('the headline', () => {
  const refused = {
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    outcome: 'failure',
  } as const;

  test('counts', () => {
    expect(digest(many(990)).headline).toMatch(/IAM 사용자를 생성했습니다 \(외 989건\)$/);
    expect(shown(composeDigest(many(990), english)).headline).toBe(
      '[HIGH] AWS root created an IAM user (+989 more uses)',
    );
  });

  test('of guesses at the password does not read like a breach, unless one got in', () => {
    expect(digest(many(9, refused)).headline).toBe(
      '[주의] AWS root 계정의 콘솔 로그인 시도가 03:12:45부터 IP 1곳에서 9번 실패했습니다',
    );
    expect(digest(many(10, refused)).headline).toBe(
      '[경고] AWS root 계정의 콘솔 로그인 시도가 03:12:45부터 IP 1곳에서 10번 실패했습니다',
    );
    expect(
      digest([...many(40, refused), rootUse({ ...refused, outcome: 'success' })]).headline,
    ).toMatch(/^\[경고\] .*콘솔에 로그인했습니다 \(.*, 외 40건\)$/);
  });

  test('of guesses comes with the addresses and countries that they come from', () => {
    const countries = new Map([
      ['203.0.113.24', '대한민국'],
      ['198.51.100.7', '네덜란드'],
    ]);
    const uses = [...many(4, refused), ...many(6, { ...refused, sourceIp: '198.51.100.7' })];
    const message = shown(composeDigest(uses, korean, { countries }));
    expect(factOf(message, wordsIn.ko.aws.label.countries)).toBe('네덜란드 6건, 대한민국 4건');
    expect(message.summary).toContain('198.51.100.7 (네덜란드) 6건');
  });

  test('of a drill says so in its first word', () => {
    expect(digest(many(2, { isDrill: true })).headline).toMatch(/^\[훈련\] .*실제라면 경고\)$/);
    expect(shown(composeDigest(many(2, { isDrill: true }), english)).headline).toMatch(
      /^\[DRILL\] .*would be HIGH\)$/,
    );
  });
});

describe('where somebody got in', () => {
  const refused = { eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com' } as const;

  test('stands before where somebody was refused, address and session', () => {
    const message = digest([
      ...Array.from({ length: 40 }, (_, index) =>
        many(5, { ...refused, outcome: 'failure', sourceIp: `198.51.100.${index}` }),
      ).flat(),
      rootUse({
        eventName: 'CreateUser',
        sourceIp: '203.0.113.66',
        identity: { ...rootUse().identity, accessKeyId: 'ASIA5555555555555555' },
      }),
    ]);
    expect(message.summary).toMatch(/· 203\.0\.113\.66 1건, 198/);
    expect(factOf(message, wordsIn.ko.aws.label.who)).toMatch(/^root · 임시 자격 증명 ASIA5555/);
  });
});

describe('kinds that one digest has no room for', () => {
  const decoys = Array.from({ length: 12 }, (_, kind) =>
    many(2, { eventName: `CreateThing${kind}` }),
  );
  const grave = [
    rootUse({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
    rootUse({ eventName: 'CreateAccessKey' }),
    rootUse({ eventName: 'DeactivateMFADevice' }),
    rootUse({ eventName: 'LeaveOrganization', eventSource: 'organizations.amazonaws.com' }),
  ];
  const items = [
    ...decoys.flat(),
    ...grave,
    rootUse({ eventName: 'ListUsers', isReadOnly: true }),
  ].map((activity) => ({ activity }));
  const groups = splitByKind(items);
  const composed = groups.map((group) =>
    composeDigest(
      group.map(({ activity }) => activity),
      korean,
    ),
  );
  const messages = composed.map(shown);

  test('get digests of their own, the gravest in the first', () => {
    expect(groups.flat().length).toBe(items.length);
    expect(messages).toHaveLength(3);
    expect(messages[0]?.notable.join('\n')).toMatch(
      /StopLogging.*\n.*CreateAccessKey.*\n.*DeactivateMFADevice.*\n.*LeaveOrganization/,
    );
  });

  test('are all named in the room, and none is only counted', () => {
    const text = composed
      .flatMap(
        (message) => doorayPayload(message, { botName: 'b', botIcon: undefined }).attachments,
      )
      .map(({ text }) => text)
      .join('\n');
    for (const { activity } of items) {
      if (activity.kind === 'use') expect(text).toContain(activity.eventName);
    }
    expect(text).not.toMatch(/외 \d+종/);
  });
});

describe('a digest of hostile records', () => {
  /** Slack: docs.slack.dev, Block Kit; the sum was found by trying. Dooray: where public clients cut text. */
  const limits = { slack: 13_200, dooray: 3_000 };

  const { identity } = rootUse();
  const name = fc.oneof(hostileText, fc.string({ minLength: 100, maxLength: 200 }));
  const use = fc
    .record({
      eventName: name,
      region: name,
      sourceIp: name,
      accountId: name,
      errorCode: name,
      outcome: fc.constantFrom('success', 'failure'),
      isReadOnly: fc.boolean(),
      occurredAt: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
      arn: name,
    })
    .map(({ arn, ...changes }) =>
      rootUse({ ...changes, identity: { ...identity, type: 'FederatedUser', arn } }),
    );
  const uses = fc.array(use, { minLength: 2, maxLength: 40 });

  const sumOf = (line = ''): number =>
    [...line.matchAll(/ (\d+)건(?=, | 외 |$)/g)].reduce((sum, [, count]) => sum + Number(count), 0);

  test('fits every room', () => {
    fc.assert(
      fc.property(uses, fc.constantFrom(korean, english), (activities, settings) => {
        const message = markLate(composeDigest(activities, settings), 60_000, settings);
        expect(slackAsShown(slackPayload(message)).length).toBeLessThanOrEqual(limits.slack);
        for (const { text } of doorayPayload(message, { botName: 'b', botIcon: undefined })
          .attachments) {
          expect(text.length).toBeLessThanOrEqual(limits.dooray);
        }
      }),
      { endOnFailure: true },
    );
  });

  test('names every grave kind in every room', () => {
    const actions = fc.array(
      use.map((it) => rootUse({ ...it, eventName: `Do${it.id.length}`, isReadOnly: false })),
      { minLength: 1, maxLength: 4 },
    );
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-zA-Z]{3,50}$/), {
      minLength: maxGraveKinds,
      maxLength: maxGraveKinds,
    });
    fc.assert(
      fc.property(actions, names, (some, eventNames) => {
        const activities = eventNames.flatMap((eventName) =>
          some.map((it) => rootUse({ ...it, eventName })),
        );
        for (const group of splitByKind(activities.map((activity) => ({ activity })))) {
          const activities = group.map(({ activity }) => activity);
          const message = composeDigest(activities, korean);
          const dooray = doorayPayload(message, { botName: 'b', botIcon: undefined });
          const shown = dooray.attachments.map(({ text }) => text).join('\n');
          const slack = JSON.stringify(slackPayload(message));
          const names = group.map(({ activity }) => activity.eventName);
          const missing = names.filter((name) => !shown.includes(name) || !slack.includes(name));
          expect(missing).toEqual([]);
        }
      }),
    );
  });

  test('has counts that add up in every room', () => {
    fc.assert(
      fc.property(uses, (activities) => {
        const message = markLate(composeDigest(activities, korean), 60_000, korean);
        const dooray = doorayPayload(message, { botName: 'b', botIcon: undefined });
        const shownInDooray = dooray.attachments.map(({ text }) => text).join(' · ');
        const shownInSlack = slackAsShown(slackPayload(message)).replaceAll('\n', ' · ');
        const { events, errors } = wordsIn.ko.aws.label;
        const failures = activities.filter(({ outcome }) => outcome === 'failure').length;
        for (const text of [shownInDooray, shownInSlack]) {
          const sumAfter = (label: string): number =>
            sumOf(new RegExp(`(?: · |┃ )${label} (.*?)(?: · |$)`).exec(` · ${text}`)?.[1]);
          expect(sumAfter(events), `${events} in ${text}`).toBe(activities.length);
          expect(sumAfter(errors), `${errors} in ${text}`).toBe(failures);
        }
      }),
      { endOnFailure: true },
    );
  });
});
