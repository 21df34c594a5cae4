import { randomUUID } from 'node:crypto';
import { describe, expect, vi } from 'vitest';
import type { AlarmFindings } from '../../lib/messages/alarm-findings.ts';
import { ko } from '../../lib/messages/words-ko.ts';
import { readSampleNotification, withMessage } from '../lib/sample-notifications.ts';
import { BusyMachine, expectWithin, retriedWhenBusy } from './support/busy-machine.ts';
import { type Answer, ok, status } from './support/chat-room.ts';
import { deliverBatch } from './support/event-source-mapping.ts';
import {
  minuteMs,
  type Scene,
  secretId,
  table,
  test,
  textOf,
  trail,
} from './support/root-alarm-scene.ts';
import { rootUseEvent } from './support/root-use-event.ts';
import { createTopic } from './support/sns.ts';

const sample = readSampleNotification('alarm.json');

/** A change of the alarm that nobody has heard of yet, as SNS publishes it. */
function transition(changes: object = {}): { message: string; atMs: number } {
  const atMs = Date.now() - 20_000;
  const at = new Date(atMs).toISOString().replace('Z', '+0000');
  const { Message } = withMessage(sample, { StateChangeTime: at, ...changes });
  return { message: String(Message), atMs };
}

const recordOf = (message: string, changes: object = {}) => ({
  EventSource: 'aws:sns',
  EventVersion: '1.0',
  Sns: { ...sample, MessageId: randomUUID(), Message: message, ...changes },
});

const eventOf = (...messages: string[]) => ({ Records: messages.map((it) => recordOf(it)) });

/** The line on what the trail's log says of an alarm. */
const nothing: AlarmFindings = { told: 0, waiting: 0, missed: 0, leftOut: 0, isWhole: true };
const findings = (found: Partial<AlarmFindings>): string =>
  `${ko.label.findings}: ${ko.findings({ ...nothing, ...found })}`;

const failed = (errorMessage: unknown) => ({ ok: false, errorType: 'DeliveryError', errorMessage });

describe.concurrent('what is told', () => {
  test('is the alarm, in the sentence its users know', async ({
    scene: { logs, start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm', { TRAIL_LOG_GROUP: '' });
    expect(await rootAlarm.invoke(eventOf(transition().message))).toMatchObject({ ok: true });
    expect(texts()).toEqual([expect.stringContaining('root 계정 경보 발생하였습니다')]);
    expect(logs.queries).toEqual([]);
  });

  test('is what a guide types into the console, each time it is sent', async ({
    scene: { start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm');
    const typed = {
      EventSource: 'aws:sns',
      Sns: readSampleNotification('alarm-console-test.json'),
    };
    await rootAlarm.invoke({ Records: [typed] });
    await rootAlarm.invoke({ Records: [typed] });
    expect(texts()).toEqual([
      expect.stringContaining('root 계정 경보 발생하였습니다'),
      expect.stringContaining('root 계정 경보 발생하였습니다'),
    ]);
  });

  test.for(['OK', 'INSUFFICIENT_DATA'])(
    'is not %s, unless ALARM_STATES asks for it',
    async (state, { scene: { room, logs, start, texts } }) => {
      const event = eventOf(transition({ NewStateValue: state }).message);
      const plain = await start('rootAlarm');
      expect(await plain.invoke(event)).toMatchObject({ ok: true });
      expect(room.posts).toEqual([]);

      const asked = await start('rootAlarm', { ALARM_STATES: `ALARM,${state}` });
      expect(await asked.invoke(event)).toMatchObject({ ok: true });
      expect(texts()).toEqual([expect.stringContaining('[참고] root 계정 경보')]);
      // Only ALARM has uses behind it.
      expect(logs.queries).toEqual([]);
    },
  );

  test.for([undefined, 'SUPPRESSED'])(
    'is the state %j too: when in doubt',
    async (state, { scene: { start, texts } }) => {
      const rootAlarm = await start('rootAlarm');
      await rootAlarm.invoke(eventOf(transition({ NewStateValue: state }).message));
      expect(texts()).toEqual([expect.stringContaining('경보 발생하였습니다')]);
    },
  );

  test('has the subject that ALARM_SUBJECTS gives it', async ({ scene: { start, texts } }) => {
    const rootAlarm = await start('rootAlarm', { ALARM_SUBJECTS: 'RootUsage=결제 계정 root' });
    await rootAlarm.invoke(eventOf(transition({ AlarmName: 'RootUsage' }).message));
    expect(texts()).toEqual([expect.stringContaining('결제 계정 root 경보 발생하였습니다')]);
  });

  test('is text that somebody published, without anything in it that the room would obey', async ({
    scene: { room, start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm');
    const text = '[@Channel](dooray://1/channels/2 "channel") <!channel> https://evil.example';
    const record = recordOf(text, { Subject: '<!here>\n[긴급] root' });
    expect(await rootAlarm.invoke({ Records: [record] })).toMatchObject({ ok: true });
    expect(room.posts).toHaveLength(1);
    expect(texts()[0]).not.toMatch(/\[@|<!|https:\/\/evil|\n\[긴급/);
    expect(texts()[0]).toContain('Channel');
  });

  test('is every alarm, however many: they are no part of the burst budget', async ({
    scene: { start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm', { TRAIL_LOG_GROUP: '' });
    const names = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);
    // The webhook takes one post a second: as many invocations, as SNS makes of as many alarms.
    for (const AlarmName of names) {
      await rootAlarm.invoke(eventOf(transition({ AlarmName, AlarmArn: undefined }).message));
    }
    expect(texts().map((text) => /alarm-\d+(?= 경보)/.exec(text)?.[0])).toEqual(names);

    const rootEvent = await start('rootEvent');
    await rootEvent.invoke(rootUseEvent());
    expect(texts().at(-1)).toContain('CreateAccessKey');
  });
});

describe.concurrent('two records in one event', () => {
  test('are told each by itself', async ({ scene: { start, texts } }) => {
    const rootAlarm = await start('rootAlarm');
    const { message: second } = transition({ AlarmName: 'trail-stopped', AlarmArn: undefined });
    expect(await rootAlarm.invoke(eventOf(transition().message, second))).toMatchObject({
      ok: true,
    });
    expect(texts().toSorted()).toEqual([
      expect.stringContaining('root 계정 경보'),
      expect.stringContaining('trail-stopped 경보'),
    ]);
  });

  test('of which one is none: the other is told, and so is that something came', async ({
    scene: { start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm', { TRAIL_LOG_GROUP: '' });
    const { Records } = eventOf(transition().message);
    expect(await rootAlarm.invoke({ Records: [null, ...Records] })).toMatchObject({ ok: true });
    expect(texts().toSorted()).toEqual([
      expect.stringContaining('root 계정 경보'),
      expect.stringContaining('이름을 알 수 없는 경보'),
    ]);
  });

  test('of which one fails: the other is told, and the invocation fails', async ({
    scene: { room, dynamodb, start },
  }) => {
    const rootAlarm = await start('rootAlarm');
    room.willAnswer(status(400, 'no'), ok());
    const { message: second } = transition({ AlarmName: 'trail-stopped', AlarmArn: undefined });
    const outcome = await rootAlarm.invoke(eventOf(transition().message, second));
    expect(outcome).toMatchObject(failed(expect.stringMatching(/^Not told: dooray answered 400/)));
    expect(room.posts).toHaveLength(2);
    const rows = await dynamodb.scan(table);
    expect(rows.filter(({ toldAt }) => toldAt !== undefined)).toHaveLength(1);
  });

  test('that are copies are told once', async ({ scene: { room, start } }) => {
    const rootAlarm = await start('rootAlarm');
    const { message } = transition();
    expect(await rootAlarm.invoke(eventOf(message, message))).toMatchObject({ ok: true });
    expect(room.posts).toHaveLength(1);
  });
});

describe.concurrent('SNS, the function and the outbox', () => {
  test('one transition is told once, whichever of them is first', async ({
    scene: { room, outbox, start },
  }) => {
    const topic = await createTopic('root-alert');
    const [rootAlarm, consumer] = await Promise.all([start('rootAlarm'), start('outbox')]);
    for (const isLambdaFirst of [true, false]) {
      const { body, event } = await topic.publish(transition().message, 'ALARM: "root-alert"');
      await outbox.send(body);
      const before = room.posts.length;
      if (isLambdaFirst) await rootAlarm.invoke(event);
      const delivery = await deliverBatch(outbox, consumer);
      if (!isLambdaFirst) await rootAlarm.invoke(event);

      expect(delivery?.kept).toEqual([]);
      expect(room.posts.slice(before).map(textOf)).toEqual([
        expect.stringContaining('root 계정 경보 발생하였습니다'),
      ]);
    }
    await topic.stop();
  });

  test('what the function could not tell, the outbox tells, as late as it is', async ({
    scene: { room, outbox, start, texts, dropLeases },
  }) => {
    const topic = await createTopic('root-alert');
    const [rootAlarm, consumer] = await Promise.all([start('rootAlarm'), start('outbox')]);
    const { body, event } = await topic.publish(transition().message);
    await outbox.send(body);
    room.willAnswer(status(400), ok());
    expect(await rootAlarm.invoke(event)).toMatchObject({ ok: false });

    // The lease of the first attempt is over when the queue's delay is.
    await dropLeases();
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('지연 알림 (');
    await topic.stop();
  });

  test('a state that nobody asked for leaves the outbox untold', async ({
    scene: { room, outbox, start },
  }) => {
    const topic = await createTopic('root-alert');
    const consumer = await start('outbox');
    const { body } = await topic.publish(transition({ NewStateValue: 'OK' }).message);
    await outbox.send(body);
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(room.posts).toEqual([]);
    await topic.stop();
  });

  test('a publish in plain text without a subject is told once by both', async ({
    scene: { outbox, start, texts },
  }) => {
    const topic = await createTopic('root-alert');
    const [rootAlarm, consumer] = await Promise.all([start('rootAlarm'), start('outbox')]);
    const { body, event } = await topic.publish('Does this reach the room?');
    await outbox.send(body);
    await rootAlarm.invoke(event);
    await deliverBatch(outbox, consumer);
    expect(texts()).toEqual([expect.stringContaining('Does this reach the room?')]);
    await topic.stop();
  });
});

describe.concurrent("the trail's log", () => {
  test('is asked for what the alarm is about: its log group, the CIS filter, the time before it', async ({
    scene: { logs, start, texts },
  }) => {
    const rootAlarm = await start('rootAlarm');
    const { message, atMs } = transition();
    await rootAlarm.invoke(eventOf(message));
    expect(logs.queries).toEqual([
      {
        logGroupName: trail,
        filterPattern:
          '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
        startTime: atMs - 20 * minuteMs,
        endTime: atMs + minuteMs,
      },
    ]);
    expect(texts()).toEqual([expect.stringContaining(findings({}))]);

    // An alarm of somebody's own looks further back.
    const Trigger = { Period: 3_600, EvaluationPeriods: 2 };
    const longer = transition({ Trigger, AlarmName: 'hourly', AlarmArn: undefined });
    await rootAlarm.invoke(eventOf(longer.message));
    expect(logs.queries.at(-1)?.startTime).toBe(longer.atMs - (120 + 15) * minuteMs);
  });

  test('confirms uses that were told: the alarm says so in one line, and nothing is told twice', async ({
    scene: { room, outbox, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    const use = putUse(atMs);
    const rootEvent = await start('rootEvent');
    await rootEvent.invoke(use);
    expect(room.posts).toHaveLength(1);

    const [rootAlarm, consumer] = await Promise.all([start('rootAlarm'), start('outbox')]);
    const topic = await createTopic('root-alert');
    const { body, event } = await topic.publish(message);
    await outbox.send(use);
    await outbox.send(body);
    await rootAlarm.invoke(event);
    await deliverBatch(outbox, consumer);

    expect(texts().slice(1)).toEqual([expect.stringContaining(findings({ told: 1 }))]);
    await topic.stop();
  });

  test('brings to light what the fast path missed: it is told as itself, with the remark', async ({
    scene: { room, outbox, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    const use = putUse(atMs);
    const rootAlarm = await start('rootAlarm');
    expect(await rootAlarm.invoke(eventOf(message))).toMatchObject({ ok: true });

    const [alarm = '', missed = '', ...others] = texts();
    expect(others).toEqual([]);
    expect(alarm).toContain(findings({ missed: 1 }));
    expect(missed).toContain('CreateAccessKey');
    expect(missed).toContain(use.detail.eventID);
    expect(missed).toContain('후 알림');
    expect(missed).toContain(ko.missedByFastPath);

    // Told is told: neither EventBridge's late copy nor the alarm's own second one says it again.
    const [rootEvent, consumer] = await Promise.all([start('rootEvent'), start('outbox')]);
    const topic = await createTopic('root-alert');
    await outbox.send((await topic.publish(message)).body);
    await rootEvent.invoke(use);
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(room.posts).toHaveLength(2);
    await topic.stop();
  });

  test('leaves what waits in the outbox to it: not told, not called missed, not called told', async ({
    scene: { room, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    const use = putUse(atMs);
    room.willAnswer(status(400), ok());
    const rootEvent = await start('rootEvent');
    expect(await rootEvent.invoke(use)).toMatchObject({ ok: false });

    const rootAlarm = await start('rootAlarm');
    expect(await rootAlarm.invoke(eventOf(message))).toMatchObject({ ok: true });
    const [, alarm = '', ...others] = texts();
    expect(others).toEqual([]);
    expect(alarm).toContain(findings({ waiting: 1 }));
  });

  test('sorts them: told, waiting and missed, each once though two trails wrote it', async ({
    scene: { room, logs, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    const [told, waiting] = [putUse(atMs), putUse(atMs)];
    const untold = putUse(atMs, 9, { eventName: 'StopLogging' });
    for (const { detail } of [told, waiting, untold]) logs.put(trail, detail, atMs - minuteMs);
    room.willAnswer(ok(), status(400), ok());
    const rootEvent = await start('rootEvent');
    await rootEvent.invoke(told);
    await rootEvent.invoke(waiting);

    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(message));
    const [alarm = '', missed = '', ...others] = texts().slice(2);
    expect(alarm).toContain(findings({ told: 1, waiting: 1, missed: 1 }));
    expect(missed).toContain('StopLogging');
    expect(others).toEqual([]);
  });

  test('is read to its end, over answers that hold nothing yet', async ({
    scene: { logs, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    for (let minutesBefore = 1; minutesBefore <= 7; minutesBefore += 1) putUse(atMs, minutesBefore);
    logs.page({ pageSize: 2, emptyPages: 9 });
    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(message));
    expect(logs.queries).toHaveLength(9 + 4);
    expect(texts()[0]).toContain(findings({ missed: 7 }));
  });

  test('of another time, and what is no use of root, is none of it', async ({
    scene: { start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    putUse(atMs, 21);
    putUse(atMs, -2);
    putUse(atMs, 5, { userIdentity: { type: 'Root', invokedBy: 'autoscaling.amazonaws.com' } });
    putUse(atMs, 5, { userIdentity: { type: 'IAMUser' } });
    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(message));
    expect(texts()).toEqual([expect.stringContaining(findings({}))]);
  });

  test('may hold a record that cannot be read: it is announced all the same', async ({
    scene: { start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    putUse(atMs, 5, { eventName: undefined });
    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(message));
    expect(texts()[1]).toContain(ko.unreadable);
  });
});

describe.concurrent('an alarm whose look-up does not answer is told all the same, plain and in time', () => {
  /** The longest that the alarm may wait, and what a cold start and a busy machine may take. */
  const longestMs = 6_000 + 3_000;

  test.for<[string, string, (scene: Scene) => unknown]>([
    ['is slow', '(TimeoutError|AbortError)', ({ logs }) => logs.slow(30_000)],
    [
      'begins and never ends',
      '(TimeoutError|AbortError)',
      ({ logs }) => logs.page({ emptyPages: 1, hangAfter: 1 }),
    ],
    ['has nothing but tokens', 'AbortError', ({ logs }) => logs.page({ emptyPages: 1_000_000 })],
    ['throttles', 'ThrottlingException', ({ logs }) => logs.throttle(100)],
    ['fails', 'ServiceUnavailableException', ({ logs }) => logs.fail(100)],
    ['is gone', 'Error', ({ logs }) => logs.stop()],
    ['is not ours to read', 'AccessDeniedException', ({ logs }) => logs.deny()],
  ])('it %s', retriedWhenBusy, async ([_, reason, trouble], { scene }) => {
    const { room, start, putUse, texts } = scene;
    const { message, atMs } = transition();
    putUse(atMs);
    await trouble(scene);
    const rootAlarm = await start('rootAlarm');
    const startedAt = Date.now();
    expect(await rootAlarm.invoke(eventOf(message))).toMatchObject({ ok: true });

    expect(texts()).toEqual([expect.stringContaining('root 계정 경보 발생하였습니다')]);
    expect(texts()[0]).not.toContain(ko.label.findings);
    expectWithin(longestMs, (room.posts[0]?.atMs ?? 0) - startedAt);
    expect(rootAlarm.log()).toMatch(
      new RegExp(`"level":"ERROR","message":"trail","reason":"${reason}`),
    );
  });

  test('it names a log group that does not exist', async ({ scene: { room, start } }) => {
    const rootAlarm = await start('rootAlarm', { TRAIL_LOG_GROUP: 'no-such-group' });
    await rootAlarm.invoke(eventOf(transition().message));
    expect(room.posts).toHaveLength(1);
    expect(rootAlarm.log()).toContain('"reason":"ResourceNotFoundException"');
  });

  test('it is throttled once: it is asked again', async ({ scene: { logs, start, texts } }) => {
    logs.throttle(1);
    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(transition().message));
    expect(texts()).toEqual([expect.stringContaining(findings({}))]);
  });

  test('it has reads, which the rules leave out: they are no misses', async ({
    scene: { start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    putUse(atMs, 5, { readOnly: true });
    putUse(atMs, 6, { readOnly: false });
    const rootAlarm = await start('rootAlarm', { READS: 'off' });
    expect(await rootAlarm.invoke(eventOf(message))).toMatchObject({ ok: true });
    expect(texts()).toHaveLength(2);
    expect(texts()[0]).toContain(findings({ missed: 1, leftOut: 1 }));
  });

  test(
    'it breaks off: what it said until then counts, and the message says that it is a part',
    retriedWhenBusy,
    async ({ scene: { logs, start, putUse, texts } }) => {
      const { message, atMs } = transition();
      putUse(atMs, 5);
      putUse(atMs, 6);
      logs.page({ pageSize: 1, hangAfter: 1 });
      const rootAlarm = await start('rootAlarm');
      await rootAlarm.invoke(eventOf(message));
      const [alarm = '', ...uses] = texts();
      if (alarm.includes(findings({ isWhole: false }))) {
        throw new BusyMachine('there was no time to look at what it said');
      }
      expect(alarm).toContain(findings({ missed: 1, isWhole: false }));
      expect(uses).toHaveLength(1);
    },
  );

  test(
    'the ledger is slow, with many uses behind it',
    retriedWhenBusy,
    async ({ scene: { room, dynamodb, start, putUse, texts } }) => {
      const { message, atMs } = transition();
      for (let count = 0; count < 250; count += 1) putUse(atMs, 5);
      dynamodb.slow(800);
      const rootAlarm = await start('rootAlarm');
      const startedAt = Date.now();
      const invocation = rootAlarm.invoke(eventOf(message), { remainingTimeMs: 45_000 });
      await vi.waitUntil(() => room.posts.length > 0, { timeout: 50_000 });
      // The uses would follow now, one a second.
      await rootAlarm.kill('SIGKILL');
      await invocation;
      expectWithin(longestMs + 1_500, (room.posts[0]?.atMs ?? 0) - startedAt);
      // However many it got to.
      const [part = ''] = ko
        .findings({ ...nothing, missed: 1, isWhole: false })
        .split('. ')
        .slice(1);
      expect(part).not.toBe('');
      expect(texts()[0]).toContain(part);
    },
  );

  test('the ledger is down', async ({ scene: { dynamodb, start, putUse, texts } }) => {
    const { message, atMs } = transition();
    putUse(atMs);
    await dynamodb.stop();
    const rootAlarm = await start('rootAlarm');
    expect(await rootAlarm.invoke(eventOf(message))).toMatchObject({ ok: true });
    expect(texts()).toEqual([expect.stringContaining('root 계정 경보 발생하였습니다')]);
  });
});

describe.concurrent('what an alarm brought to light is not lost', () => {
  async function bringToLight(scene: Scene, ...answers: readonly Answer[]) {
    const { room, outbox, putUse, start } = scene;
    const { message, atMs } = transition();
    const use = putUse(atMs);
    room.willAnswer(...answers);
    const rootAlarm = await start('rootAlarm');
    const topic = await createTopic('root-alert');
    const { body, event } = await topic.publish(message);
    await topic.stop();
    await outbox.send(body);
    return { use, event, outcome: await rootAlarm.invoke(event), rootAlarm };
  }

  test('when the room takes the alarm but not the use: the outbox tells it, remark and all', async ({
    scene,
  }) => {
    const { room, outbox, start, texts, dropLeases } = scene;
    const { use, outcome } = await bringToLight(scene, ok(), status(400));
    expect(outcome).toMatchObject(failed(expect.stringMatching(/brought to light/)));

    await dropLeases();
    const consumer = await start('outbox');
    // The room is still down: the copy of the alarm stays.
    expect((await deliverBatch(outbox, consumer))?.kept).toHaveLength(1);

    await dropLeases();
    room.willAnswer(ok());
    await outbox.letVisibilityPass();
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    const last = texts().at(-1) ?? '';
    expect(last).toContain(use.detail.eventID);
    expect(last).toContain(ko.missedByFastPath);
    expect(texts().filter((text) => text.includes('root 계정 경보'))).toHaveLength(1);
    expect(await outbox.content()).toEqual({ ready: [], delayed: [], inFlight: [] });
  });

  test('when the room takes neither: both are told by the outbox, each once', async ({ scene }) => {
    const { room, outbox, start, texts, dropLeases } = scene;
    const { use, outcome } = await bringToLight(scene, status(400));
    expect(outcome).toMatchObject({ ok: false });

    await dropLeases();
    const before = room.posts.length;
    room.willAnswer(ok());
    const consumer = await start('outbox');
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(texts().slice(before)).toEqual([
      expect.stringContaining(findings({ missed: 1 })),
      expect.stringContaining(use.detail.eventID),
    ]);
  });

  test('when Lambda calls again: the use is told, and the alarm is not told twice', async ({
    scene,
  }) => {
    const { texts, dropLeases } = scene;
    const { use, event, rootAlarm } = await bringToLight(scene, ok(), status(400), ok());
    await dropLeases();
    expect(await rootAlarm.invoke(event)).toMatchObject({ ok: true });
    expect(texts().slice(2)).toEqual([expect.stringContaining(use.detail.eventID)]);
  });

  test('when the look-up failed at first: the outbox looks again', async ({
    scene: { room, logs, outbox, start, putUse, texts },
  }) => {
    const { message, atMs } = transition();
    const use = putUse(atMs);
    logs.throttle(2);
    const rootAlarm = await start('rootAlarm');
    await rootAlarm.invoke(eventOf(message));
    expect(room.posts).toHaveLength(1);

    const topic = await createTopic('root-alert');
    await outbox.send((await topic.publish(message)).body);
    await topic.stop();
    const consumer = await start('outbox');
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(texts().slice(1)).toEqual([expect.stringContaining(use.detail.eventID)]);
  });

  test('when the look-up fails again and again: the copy stays for an hour, and no longer', async ({
    scene: { room, logs, start },
  }) => {
    logs.deny();
    const topic = await createTopic('root-alert');
    const { body } = await topic.publish(transition().message);
    await topic.stop();
    const consumer = await start('outbox');
    const batchOf = (ageMs: number) => ({
      Records: [
        {
          messageId: 'one',
          body,
          attributes: { SentTimestamp: String(Date.now() - ageMs) },
          eventSource: 'aws:sqs',
        },
      ],
    });
    expect(await consumer.invoke(batchOf(2 * minuteMs))).toEqual({
      ok: true,
      result: { batchItemFailures: [{ itemIdentifier: 'one' }] },
    });
    expect(await consumer.invoke(batchOf(61 * minuteMs))).toEqual({
      ok: true,
      result: { batchItemFailures: [] },
    });
    expect(room.posts).toHaveLength(1);
  });

  test('when one of two rooms refuses: the other has it, and the first gets it from the outbox', async ({
    scene,
  }) => {
    const { room, otherRoom, secrets, outbox, start, texts, dropLeases } = scene;
    secrets.put(secretId, JSON.stringify({ dooray: room.url, slack: otherRoom.url }));
    otherRoom.willAnswer(status(400));
    const { use, outcome } = await bringToLight(scene, ok());
    expect(outcome).toMatchObject({ ok: false });
    expect(texts().at(-1)).toContain(use.detail.eventID);

    await dropLeases();
    otherRoom.willAnswer(ok());
    const before = otherRoom.posts.length;
    const consumer = await start('outbox');
    expect((await deliverBatch(outbox, consumer))?.kept).toEqual([]);
    expect(room.posts).toHaveLength(2);
    expect(otherRoom.posts.slice(before).map(textOf)).toEqual([
      expect.stringContaining('root-alert'),
      expect.stringContaining(use.detail.eventID),
    ]);
  });
});
