import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { compose } from '../../../lib/messages/compose.ts';
import { composeDigest } from '../../../lib/messages/compose-digest.ts';
import { markLate } from '../../../lib/messages/mark-late.ts';
import type { Message } from '../../../lib/messages/message.ts';
import type { MessageContext } from '../../../lib/messages/message-context.ts';
import { plainText } from '../../../lib/messages/plain-text.ts';
import { doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { type RoomKind, roomKinds } from '../../../lib/rooms/room-kinds.ts';
import { slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import type { RootUse, UnreadableRecord } from '../../../lib/root-activity.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { hostileText } from '../hostile-text.ts';
import { message as plainMessage } from '../plain-message.ts';
import { payloadFor, shownBy } from '../room-payload.ts';
import {
  readSampleEvent,
  type SampleEvent,
  sampleEventFiles,
  withField,
} from '../sample-events.ts';
import { plain, shown } from '../shown-message.ts';
import { wordsIn } from '../words-in.ts';
import { expectNoMarkup, expectWithinLimits } from './room-dangers.ts';

const bot = { botName: 'root-alert', botIcon: undefined };
const timeZone = 'Asia/Seoul';

test('a Dooray room gets the form of Dooray, a Slack room that of Slack', () => {
  expect(payloadFor('dooray', plainMessage, bot)).toEqual(doorayPayload(plainMessage, bot));
  expect(payloadFor('slack', plainMessage, bot)).toEqual(slackPayload(plainMessage));
});

/** Every place of a record, and of the envelope, from which something may be told. */
const places = [
  'source',
  'account',
  'region',
  'time',
  'detail.eventName',
  'detail.eventSource',
  'detail.eventID',
  'detail.eventTime',
  'detail.awsRegion',
  'detail.recipientAccountId',
  'detail.sourceIPAddress',
  'detail.userAgent',
  'detail.errorCode',
  'detail.errorMessage',
  'detail.readOnly',
  'detail.userIdentity',
  'detail.userIdentity.type',
  'detail.userIdentity.arn',
  'detail.userIdentity.accountId',
  'detail.userIdentity.accessKeyId',
  'detail.userIdentity.invokedBy',
  'detail.userIdentity.sessionContext.assumedRoot',
  'detail.requestParameters.targetPrincipal',
  'detail.requestParameters.taskPolicyArn',
  'detail.requestParameters.userName',
  'detail.requestParameters.bucketName',
  'detail.requestParameters.alarmNames',
  'detail.requestParameters.bucketPolicy.Statement.Principal',
  'detail.requestParameters.ipPermissions.items.ipRanges.items.cidrIp',
  'detail.responseElements.accessKey.accessKeyId',
  'detail.responseElements',
  'detail.additionalEventData.MFAUsed',
];

/** What has the form of an identifier and is longer than any. */
const lookalikes = fc
  .tuple(
    fc.constantFrom('a', '-', '0', 'a-', '1'),
    fc.constantFrom('.amazonaws.com', '-1', ''),
    fc.constantFrom(1, 60, 5_000),
  )
  .map(([piece, end, count]) => `aa-${piece.repeat(count)}${end}`);

const hostileValue = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 2, arbitrary: lookalikes },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

type Change = readonly [place: string, value: unknown];

const changed = (file: string, changes: readonly Change[]): SampleEvent =>
  changes.reduce((event, [place, value]) => withField(event, place, value), readSampleEvent(file));

/** A sample event in which some places, or all of them, hold what an attacker likes. */
const hostileEvent = fc
  .tuple(
    fc.constantFrom(...sampleEventFiles),
    fc.oneof(
      fc.array(fc.tuple(fc.constantFrom(...places), hostileValue), { minLength: 1, maxLength: 6 }),
      hostileValue.map((value): Change[] => places.map((place) => [place, value])),
    ),
  )
  .map(([file, changes]) => changed(file, changes));

const activity = hostileEvent.map(readCloudTrailEvent);
const runbookUrl = 'https://wiki.example.com/root?page=1';

/** What the record does not say, and an attacker may have written all the same: the name of an account. */
const surroundingsOf = fc
  .tuple(
    activity,
    hostileText,
    fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  )
  .map(([it, name, toldAt]): [RootUse | UnreadableRecord, MessageContext] => [
    it,
    {
      accountNames: new Map([[it.accountId ?? '', name]]),
      countries: new Map([[it.sourceIp ?? '', '대한민국']]),
      toldAt,
      remark: (words) => words.missedByFastPath,
    },
  ]);
const locale = fc.constantFrom<Locale[]>('ko', 'en');

const hostileMessage: fc.Arbitrary<Message> = fc.oneof(
  fc
    .tuple(surroundingsOf, locale)
    .map(([[it, context], said]) =>
      compose(it, { words: wordsIn[said], timeZone, runbookUrl }, context),
    ),
  fc
    .tuple(activity, locale)
    .map(([it, said]) =>
      markLate(compose(it, { words: wordsIn[said], timeZone }), 3_600, { words: wordsIn[said] }),
    ),
  fc
    .tuple(fc.array(activity, { minLength: 1, maxLength: 8 }), surroundingsOf, locale)
    .map(([others, [it, context], said]) =>
      composeDigest([it, ...others], { words: wordsIn[said], timeZone, runbookUrl }, context),
    ),
);

const nothingSlips = (kind: RoomKind, message: Message): void => {
  const mention = { when: 'all', whom: 'here' } as const;
  const payload: unknown = JSON.parse(
    JSON.stringify(payloadFor(kind, message, { ...bot, mention })),
  );
  expectNoMarkup[kind](payload);
  expectWithinLimits[kind](payload);
};

/** Every room meets each message: to make one takes longer than to look at what a room makes of it. */
const inEachRoom = (check: (kind: RoomKind) => void): void => {
  for (const kind of roomKinds) {
    try {
      check(kind);
    } catch (cause) {
      throw new Error(`in ${kind}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
};

describe('whatever a record holds, in each room', () => {
  test('nothing of it is markup, a mention, a link or a line of its own, the room takes it, and the terminal shows no control character', () => {
    fc.assert(
      fc.property(hostileMessage, (message) =>
        inEachRoom((kind) => {
          nothingSlips(kind, message);
          expect(shownBy(kind, message, bot)).not.toMatch(/(?!\n)\p{Cc}/u);
        }),
      ),
    );
  });
});

describe.each(roomKinds)('whatever a message holds, in %s', (kind) => {
  test('what stands in every single field of it is no more than text', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.boolean(), fc.boolean(), (one, other, ...is) => {
        const [isDrill, isQuiet] = is;
        const [text, next] = [plainText(one), plainText(other)];
        nothingSlips(kind, {
          ...plainMessage,
          isDrill,
          isQuiet,
          headline: text,
          summary: [text, next],
          advice: { label: 'Do now', steps: [text, next] },
          facts: [
            { label: 'Fact', value: text },
            { label: '', value: next },
            { label: 'Code', value: text, isCode: true },
          ],
          details: [
            { label: '', value: text },
            { label: 'ID', value: next, isCode: true },
          ],
        });
      }),
    );
  });
});

describe('whatever a record holds', () => {
  test('the only links are into the console of AWS and into the runbook', () => {
    fc.assert(
      fc.property(hostileMessage, ({ links }) => {
        for (const { opens, url } of links) {
          expect(url).toMatch(
            opens === 'runbook'
              ? /^https:\/\/wiki\.example\.com\/root\?page=1#[a-z-]+$/
              : /^https:\/\/([a-z0-9-]{1,40})\.console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\/cloudtrailv2\/home\?region=\1#\/events\/[0-9a-fA-F-]{36}$/,
          );
        }
      }),
    );
  });

  test('each part of a message is one line, and has nothing invisible in it', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const wrong = partsOf(message).filter(
          (text) =>
            /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{2800}]/u.test(text) || Array.from(text).length > 1_200,
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('nothing of it stands in the headline or in the advice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const event = withField(readSampleEvent('assume-root.json'), place, 'Qx7marker');
        const { headline, advice } = shown(
          compose(readCloudTrailEvent(event), { words: wordsIn.en, timeZone }),
        );
        expect(`${headline}${advice?.value}`).not.toContain('Qx7marker');
      }),
    );
  });
});

function partsOf({ headline, summary, advice, facts, details }: Message): string[] {
  const values = [...facts, ...details].map(({ value }) => value);
  return [headline, ...summary, ...(advice?.steps ?? []), ...values].map(plain);
}

describe('a megabyte', () => {
  const pieces = ['a', '-', 'aa-', '.', '\u0301', '한', '💩', '<!channel>\n', 'evil.com/'];
  const long = (length: number): string[] => {
    const letters = 'a'.repeat(length);
    return [
      ...pieces.map((piece) => piece.repeat(length / piece.length)),
      `${letters}.amazonaws.com`,
      `aa-${letters}-1`,
    ];
  };
  /** Many places show nothing of a text, or the same of many: no message is tried twice. */
  const tried = new Set<string>();
  const expectShort = (changes: readonly Change[]): void => {
    const activity = readCloudTrailEvent(changed('root-login-failed.json', changes));
    for (const message of [
      compose(activity, { words: wordsIn.ko, timeZone }),
      composeDigest([activity, activity], { words: wordsIn.ko, timeZone }),
    ]) {
      const text = JSON.stringify(message);
      if (tried.has(text)) continue;
      tried.add(text);
      const lengths = roomKinds.map(
        (kind) => [kind, JSON.stringify(payloadFor(kind, message, bot)).length] as const,
      );
      const tooLong = lengths.filter(
        ([kind, length]) => length >= (kind === 'dooray' ? 8_000 : 16_000),
      );
      expect(tooLong).toEqual([]);
    }
  };

  const megabytes = long(1_000_000);
  test.each(places)('in %s makes no long message', (place) => {
    for (const text of megabytes) expectShort([[place, text]]);
  });

  test('spread over all of them makes none either', () => {
    for (const text of long(1_000_000 / places.length)) {
      expectShort(places.map((place) => [place, text]));
    }
  });
});

test('event name, source IP and account stand verbatim in both rooms, whatever else the record holds', () => {
  const eventName = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,60}(_[A-Z][A-Za-z0-9]{0,20})?$/);
  const account = fc.stringMatching(/^\d{12}$/);
  const sourceIp = fc.oneof(fc.ipV4(), fc.ipV6());
  const noise = fc.tuple(
    fc.constantFrom('detail.userAgent', 'detail.errorMessage', 'detail.userIdentity.arn'),
    hostileText,
  );
  fc.assert(
    fc.property(
      eventName,
      account,
      sourceIp,
      noise,
      locale,
      (name, id, ip, [place, text], said) => {
        const event = Object.entries({
          [place]: text,
          'detail.eventName': name,
          'detail.userIdentity.accountId': id,
          'detail.sourceIPAddress': ip,
        }).reduce(
          (changed, [path, value]) => withField(changed, path, value),
          readSampleEvent('root-access-key-cli.json'),
        );
        const message = compose(readCloudTrailEvent(event), { words: wordsIn[said], timeZone });
        for (const kind of ['dooray', 'slack'] as const) {
          const lines = shownBy(kind, message, bot).split('\n');
          expect(lines.some((line) => line.trim().startsWith(`${id} · ${ip} · `))).toBe(true);
          const named = [`┃ ${name} (`, `┃ CloudTrail: ${name} (`].slice(
            0,
            kind === 'dooray' ? 2 : 1,
          );
          expect(lines.some((line) => named.some((text) => line.includes(text)))).toBe(true);
        }
      },
    ),
  );
});
