import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../../lib/config.ts';
import { compose } from '../../../lib/messages/compose.ts';
import { composeDigest } from '../../../lib/messages/compose-digest.ts';
import { markLate } from '../../../lib/messages/mark-late.ts';
import type { Message } from '../../../lib/messages/message.ts';
import type { MessageContext } from '../../../lib/messages/message-context.ts';
import { type DoorayPayload, doorayPayload } from '../../../lib/rooms/dooray/dooray-payload.ts';
import { payloadFor } from '../../../lib/rooms/payload.ts';
import { roomKinds, roomTypes } from '../../../lib/rooms/room-types.ts';
import { type SlackPayload, slackPayload } from '../../../lib/rooms/slack/slack-payload.ts';
import type { RootUse, UnreadableRecord } from '../../../lib/root-activity.ts';
import { readCloudTrailEvent } from '../../../lib/sources/cloudtrail-event.ts';
import { hostileText } from '../hostile-text.ts';
import { message as plainMessage } from '../plain-message.ts';
import {
  readSampleEvent,
  type SampleEvent,
  sampleEventFiles,
  withField,
} from '../sample-events.ts';
import { wordsIn } from '../words-in.ts';

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
  .tuple(activity, hostileText, fc.date({ noInvalidDate: true }))
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
    .tuple(fc.array(activity, { minLength: 1, maxLength: 12 }), surroundingsOf, locale)
    .map(([others, [it, context], said]) =>
      composeDigest([it, ...others], { words: wordsIn[said], timeZone, runbookUrl }, context),
    ),
);

const textsOf = ({ text, blocks }: SlackPayload): string[] => [
  text,
  ...blocks.flatMap((block) => {
    if ('fields' in block) return block.fields.map((field) => field.text);
    return 'text' in block ? [block.text.text] : [];
  }),
];

/** An underscore inside an event name is none. */
const markup =
  /[<>{}@#*~`|\\&]|\]\(|:\/\/|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('whatever a record holds', () => {
  test('Slack takes the payload', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const payload = slackPayload(message);
        expect(payload.text.length).toBeLessThanOrEqual(4_000);
        expect(payload.blocks.length).toBeLessThanOrEqual(50);
        for (const block of payload.blocks) {
          if (block.type === 'header') {
            expect(block.text.text.length).toBeLessThanOrEqual(150);
            expect(block.text.text).not.toBe('');
          } else if ('fields' in block) {
            expect(block.fields.length).toBeGreaterThan(0);
            expect(block.fields.length).toBeLessThanOrEqual(10);
            for (const { text } of block.fields) expect(text.length).toBeLessThanOrEqual(2_000);
          } else if ('text' in block) {
            expect(block.text.text).not.toBe('');
            expect(block.text.text.length).toBeLessThanOrEqual(3_000);
          } else {
            for (const { text } of block.elements) expect(text.length).toBeLessThanOrEqual(3_000);
          }
        }
        const inBlocks = payload.blocks.flatMap(allText).join('').length;
        expect(inBlocks).toBeLessThanOrEqual(13_200);
      }),
    );
  });

  test('Dooray takes the payload', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const { text, attachments } = doorayPayload(message, bot);
        expect(text.length).toBeLessThanOrEqual(3_000);
        for (const attachment of attachments) {
          expect(attachment.text.length).toBeLessThanOrEqual(3_000);
          expect(attachment.text).not.toBe('');
        }
      }),
    );
  });

  test('nothing of it is markup, a mention or a link in Slack', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const payload = slackPayload(message);
        for (const text of textsOf(payload)) expect(text).not.toMatch(markup);
        for (const { type, ...rest } of payload.blocks) {
          if (type !== 'context') expect(JSON.stringify(rest)).not.toContain('mrkdwn');
        }
        expect(payload).toMatchObject({ unfurl_links: false, unfurl_media: false });
      }),
    );
  });

  test('nothing of it is markup, a mention or a link in Dooray', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const { text, attachments } = doorayPayload(message, bot);
        for (const shown of [text, ...attachments.map((attachment) => attachment.text)]) {
          expect(shown).not.toMatch(markup);
        }
      }),
    );
  });

  test('the only links are into the console of AWS and into the runbook', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        const { runbook } = message;
        if (runbook)
          expect(runbook.url).toMatch(/^https:\/\/wiki\.example\.com\/root\?page=1#[a-z-]+$/);
        const linked = slackPayload(message).blocks.flatMap((block) =>
          'elements' in block ? block.elements.map(({ text }) => text) : [],
        );
        for (const text of linked) expect(text).toMatch(/^<https:\/\/[^\s<>|]+\|[^<>|]+>$/);
        if (message.link === undefined) return;
        expect(message.link.url).toMatch(
          /^https:\/\/([a-z0-9-]{1,40})\.console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)\/cloudtrailv2\/home\?region=\1#\/events\/[0-9a-fA-F-]{36}$/,
        );
      }),
    );
  });

  test('no line is forged: a message has as many as it has facts', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        expect(`${message.headline}${message.summary}${message.advice?.value}`).not.toContain('\n');
        const { text, attachments } = doorayPayload(message, bot);
        expect(text.split('\n')).toHaveLength(message.summary === '' ? 1 : 2);
        expect(attachments[1]?.text.split('\n')).toHaveLength(message.facts.length);
        for (const { text: field } of slackPayload(message).blocks.flatMap((block) =>
          'fields' in block ? block.fields : [],
        )) {
          expect(field.split('\n')).toHaveLength(2);
        }
      }),
    );
  });

  test('nothing of it stands in the headline or in the advice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const event = withField(readSampleEvent('assume-root.json'), place, 'Qx7marker');
        const { headline, advice } = compose(readCloudTrailEvent(event), {
          words: wordsIn.en,
          timeZone,
        });
        expect(`${headline}${advice?.value}`).not.toContain('Qx7marker');
      }),
    );
  });

  test('the terminal shows no control character either', () => {
    fc.assert(
      fc.property(hostileMessage, (message) => {
        for (const kind of roomKinds) {
          expect(roomTypes[kind].asShown(message, bot)).not.toMatch(/(?!\n)\p{Cc}/u);
        }
      }),
    );
  });
});

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
  const expectShort = (changes: readonly Change[]): void => {
    const activity = readCloudTrailEvent(changed('root-login-failed.json', changes));
    for (const message of [
      compose(activity, { words: wordsIn.ko, timeZone }),
      composeDigest([activity, activity], { words: wordsIn.ko, timeZone }),
    ]) {
      expect(JSON.stringify(doorayPayload(message, bot)).length).toBeLessThan(8_000);
      expect(JSON.stringify(slackPayload(message)).length).toBeLessThan(16_000);
    }
  };

  test.each(places)('in %s makes no long message', (place) => {
    for (const text of long(1_000_000)) expectShort([[place, text]]);
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
        expect(message.summary).toBe(`${id} · ${name} · ${ip}`);
        const dooray: DoorayPayload = doorayPayload(message, bot);
        const slackTexts = textsOf(slackPayload(message)).slice(1);
        for (const verbatim of [name, id, ip]) {
          expect(dooray.attachments[1]?.text).toContain(`: ${verbatim}`);
          expect(slackTexts.some((shown) => shown.includes(`\n${verbatim}`))).toBe(true);
        }
      },
    ),
  );
});

function allText(block: SlackPayload['blocks'][number]): string[] {
  if ('fields' in block) return block.fields.map(({ text }) => text);
  return 'text' in block ? [block.text.text] : block.elements.map(({ text }) => text);
}
