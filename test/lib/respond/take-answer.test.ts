import { describe, expect, test } from 'vitest';
import { readAnswers } from '../../../lib/incident/answer.ts';
import { roomRefOf } from '../../../lib/respond/answer-token.ts';
import { maxPlanned, type SentAnswer, takeAnswer } from '../../../lib/respond/take-answer.ts';
import { tellAnswers } from '../../../lib/respond/tell-answers.ts';
import { readWebhookRooms } from '../../../lib/rooms/webhook-rooms.ts';
import { sampleUrls } from '../room-payload.ts';
import { incidentId, startRespond } from './respond-deps.ts';

const sent = (more: Partial<SentAnswer> = {}): SentAnswer => ({
  incidentId,
  roomRef: 'x'.repeat(12),
  verdict: 'planned',
  via: 'link',
  formId: 'f'.repeat(22),
  sourceIp: '198.51.100.7',
  ...more,
});

async function start(more: Parameters<typeof startRespond>[0] = {}) {
  const scene = startRespond(more);
  await scene.open();
  return {
    ...scene,
    give: (answer: Partial<SentAnswer> = {}) =>
      takeAnswer(sent(answer), scene.clock.now() + 5_000, scene.deps),
    kept: async () => readAnswers((await scene.ledger.incident(incidentId))?.answers ?? []),
    row: async () => {
      const row = await scene.ledger.incident(incidentId);
      if (row === undefined) throw new Error('There is no such incident.');
      return row;
    },
  };
}

describe('an answer', () => {
  test('is told to the rooms that are told of the use, as a part of the incident', async () => {
    const { give, told } = await start();
    expect(await give()).toMatchObject({ state: 'kept', telling: 'told' });
    expect(told.map(({ about }) => about)).toMatchObject([
      {
        incidentId,
        uses: [{ severity: 'critical', accounts: ['111122223333'], cloud: 'aws', isDrill: false }],
      },
    ]);
  });

  test('that is planned calls nobody; that it was not us is critical, with what to run', async () => {
    const { give, told } = await start();
    await give();
    await give({ verdict: 'notUs', by: 'lee' });
    expect(told.map(({ message }) => [message.isQuiet, message.severity])).toEqual([
      [true, 'low'],
      [false, 'critical'],
    ]);
    expect(told[1]?.message.links[0]?.url).toBe('https://wiki.example.com/runbook#sign-in');
    expect(JSON.stringify(told[1]?.message)).toContain('aws cloudtrail lookup-events');
  });

  test('under the id of an earlier one, with other content, is another: nothing counts that is not told', async () => {
    const { give, told, kept } = await start();
    await give({ verdict: 'notUs' });
    await give({ verdict: 'planned' });
    await give({ verdict: 'planned', by: 'somebody else' });
    expect(await kept()).toHaveLength(3);
    expect(told).toHaveLength(3);
  });

  test('that two requests bring at once is told once', async () => {
    const { give, told, kept } = await start();
    await Promise.all([give(), give()]);
    expect(await kept()).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  test('of which the ledger knows no incident is not kept', async () => {
    const scene = startRespond();
    const result = await takeAnswer(sent(), scene.clock.now() + 5_000, scene.deps);
    expect(result).toEqual({ state: 'unknown' });
    expect(await scene.ledger.incident(incidentId)).toBeUndefined();
    expect(scene.told).toEqual([]);
  });

  test('that the ledger does not take is no answer, and the failure is counted', async () => {
    const scene = await start();
    const broken = {
      ...scene.deps,
      ledger: { ...scene.ledger, addAnswer: () => Promise.reject(new Error('secret text')) },
    };
    const result = await takeAnswer(sent(), scene.clock.now() + 5_000, broken);
    expect(result).toEqual({ state: 'failed' });
    expect(scene.lines).toMatchObject([{ state: 'failed', AnswerFailed: 1 }]);
    expect(JSON.stringify(scene.lines)).not.toContain('secret text');
  });
});

describe('somebody who reads the room', () => {
  test('restarts no clock: "planned" from the address of the session, and what was sent before, ask nobody anew', async () => {
    const scene = await start();
    let marked = 0;
    const ledger = {
      ...scene.ledger,
      async markAnswered() {
        marked += 1;
      },
    };
    const give = (answer: Partial<SentAnswer>) =>
      takeAnswer(sent(answer), scene.clock.now() + 5_000, { ...scene.deps, ledger });
    await give({ sourceIp: '203.0.113.24' });
    expect(marked).toBe(0);
    await give({ sourceIp: '198.51.100.7' });
    await give({ sourceIp: '198.51.100.7' });
    expect(marked).toBe(1);
  });

  test('presses no button of another service with the token of one that they can read', async () => {
    const { rooms } = readWebhookRooms(JSON.stringify({ slack: sampleUrls.slack }), []);
    const scene = await start({ rooms: async () => rooms });
    const roomRef = roomRefOf(rooms[0]?.ledgerKey ?? '');
    expect(await scene.give({ roomRef, via: 'mattermost' })).toEqual({ state: 'unknown' });
    expect(await scene.give({ roomRef, via: 'slack' })).toMatchObject({ state: 'kept' });
  });

  test('cannot use up the places for answers: "not us" is heard after any number of "planned"', async () => {
    const { give, kept, told } = await start();
    for (let index = 0; index < maxPlanned + 10; index += 1) {
      const { state } = await give({ formId: `${index}`.padStart(22, '0') });
      expect(state).toBe(index < maxPlanned ? 'kept' : 'full');
    }
    expect(await give({ verdict: 'notUs' })).toMatchObject({ state: 'kept', telling: 'told' });
    expect(await kept()).toHaveLength(maxPlanned + 1);
    expect(told).toHaveLength(maxPlanned + 1);
  });
});

describe('"not us"', () => {
  test('escalates at once, "planned" does not', async () => {
    const escalated: string[] = [];
    const { give } = await start({ escalate: async (id) => escalated.push(id) });
    await give();
    expect(escalated).toEqual([]);
    await give({ verdict: 'notUs' });
    expect(escalated).toEqual([incidentId]);
  });
});

describe('what the room did not take', () => {
  test('is told later, once, and in the order in which it was given', async () => {
    const { give, take, told, clock, deps, row } = await start();
    take(false);
    expect(await give({ by: 'kim' })).toMatchObject({ state: 'kept', telling: 'untold' });
    await clock.sleep(1_000);
    await give({ by: 'lee', verdict: 'notUs' });
    const tellAll = async () => tellAnswers(incidentId, await row(), clock.now() + 5_000, deps);
    expect(await tellAll()).toBe('untold');
    expect(told).toEqual([]);
    take(true);
    await clock.sleep(60_000);
    expect(await tellAll()).toBe('told');
    expect(await tellAll()).toBe('told');
    expect(told.map(({ message }) => JSON.stringify(message))).toEqual([
      expect.stringContaining('kim'),
      expect.stringContaining('lee'),
    ]);
  });

  test('is nothing where nobody answered', async () => {
    const { deps, clock, told, row } = await start();
    expect(await tellAnswers(incidentId, await row(), clock.now() + 5_000, deps)).toBe('told');
    expect(told).toEqual([]);
  });
});
