import type { Item } from '../aws/dynamodb.ts';
import {
  type Incident,
  type IncidentUse,
  incidentIdOf,
  maxAnswers,
  maxIncidentMs,
  maxSessions,
  quietMs,
  sessionKey,
} from '../incident/incident.ts';
import { maxDeedsOfEach, maxRegions, type NotedUses } from '../incident/uses-note.ts';
import { type IncidentLedger, type IncidentRow, rowTtlSeconds } from './ledger.ts';
import { conditionally, type LedgerTable, number } from './ledger-table.ts';
import { maxClockSkewMs } from './use-window.ts';

const currentKey = (counter: string) => ({ pk: { S: `incidents#${counter}` } });
export const incidentPrefix = 'incident#';
const incidentKey = (id: string) => ({ pk: { S: `${incidentPrefix}${id}` } });

/**
 * Whether the latest incident of a counter takes this use. Of a time that nobody of us can have written, it is not: then a new
 * one opens, and more is asked of people, never less. After an answer only the sessions that it was about still belong.
 */
const isOpen = [
  'attribute_type(incident, :text)',
  'openedAt > :oldest AND openedAt <= :ahead',
  '(attribute_not_exists(sessions) OR size(sessions) < :full)',
  '((lastUseAt > :quiet AND lastUseAt <= :ahead AND attribute_not_exists(answeredAt)) OR contains(sessions, :session) OR firstId = :id)',
].join(' AND ');

/** The rows `incidents#<counter>`, the latest incident of each, and `incident#<id>`, what is known of one. */
export function createIncidentRows({ update, get, now }: LedgerTable): IncidentLedger {
  async function join(use: IncidentUse): Promise<Item | undefined> {
    const nowMs = now();
    return await conditionally(
      update({
        Key: currentKey(use.counter),
        UpdateExpression: [
          'SET lastUseAt = :now, expiresAt = :expires',
          ...(use.isCritical ? [', criticalId = if_not_exists(criticalId, :id)'] : []),
          ...(use.session === undefined ? [] : [' ADD sessions :sessions']),
        ].join(''),
        ConditionExpression: isOpen,
        ExpressionAttributeValues: {
          ...bounds(use, nowMs),
          ...times(nowMs),
          ...sessionsOf(use),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
  }

  async function open(use: IncidentUse): Promise<Item | undefined> {
    const nowMs = now();
    const gone = [
      'answeredAt',
      ...(use.isCritical ? [] : ['criticalId']),
      ...(use.session === undefined ? ['sessions'] : []),
    ];
    return await conditionally(
      update({
        Key: currentKey(use.counter),
        UpdateExpression: [
          'SET incident = :incident, firstId = :id, openedAt = :now, lastUseAt = :now, expiresAt = :expires',
          ...(use.isCritical ? [', criticalId = :id'] : []),
          ...(use.session === undefined ? [] : [', sessions = :sessions']),
          ` REMOVE ${gone.join(', ')}`,
        ].join(''),
        ConditionExpression: `NOT (${isOpen})`,
        ExpressionAttributeValues: {
          ...bounds(use, nowMs),
          ...times(nowMs),
          ...sessionsOf(use),
          ':incident': { S: incidentIdOf(use) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
  }

  return {
    async joinIncident(use) {
      const row = (await join(use)) ?? (await open(use)) ?? (await join(use));
      return row && toIncident(row, use);
    },

    async markAnswered(counter, incidentId) {
      await conditionally(
        update({
          Key: currentKey(counter),
          UpdateExpression: 'SET answeredAt = :now REMOVE criticalId',
          ConditionExpression: 'incident = :incident',
          ExpressionAttributeValues: { ':now': number(now()), ':incident': { S: incidentId } },
        }),
      );
    },

    async describeIncident(id, part, use, nextStepAtMs) {
      const isTimed = nextStepAtMs !== undefined;
      await conditionally(
        update({
          Key: incidentKey(id),
          UpdateExpression: `SET #part = :text, #use = :use, expiresAt = :expires${isTimed ? ', nextStepAt = :next' : ''}`,
          ConditionExpression: `attribute_not_exists(#use)${part === 'critical' ? ' OR #use <> :use' : ''}`,
          ExpressionAttributeNames: { '#part': part, '#use': `${part}Id` },
          ExpressionAttributeValues: {
            ':text': { S: use.text },
            ':use': { S: use.id },
            ':expires': expiresAt(now()),
            ...(isTimed && { ':next': number(nextStepAtMs) }),
          },
        }),
      );
    },

    async keepNextStep(id, nextStepAtMs) {
      const isTimed = nextStepAtMs !== undefined;
      await update({
        Key: incidentKey(id),
        UpdateExpression: `SET expiresAt = :expires${isTimed ? ', nextStepAt = :next' : ' REMOVE nextStepAt'}`,
        ExpressionAttributeValues: {
          ':expires': expiresAt(now()),
          ...(isTimed && { ':next': number(nextStepAtMs) }),
        },
      });
    },

    async incident(id) {
      const row = await get(incidentKey(id));
      return row && toIncidentRow(row);
    },

    async keepThread(id, room, thread) {
      await update({
        Key: incidentKey(id),
        UpdateExpression: 'SET #room = if_not_exists(#room, :thread), expiresAt = :expires',
        ExpressionAttributeNames: { '#room': `${threadPrefix}${room}` },
        ExpressionAttributeValues: { ':thread': { S: thread }, ':expires': expiresAt(now()) },
      });
    },

    async noteUses(id, { uses, failed, regions, critical, lesser }) {
      const sets = Object.entries({ regions, critical, lesser }).filter(([, of]) => of.length > 0);
      const isKept = sets.map(([name]) => {
        const most = name === 'regions' ? ':regionsMax' : ':deedsMax';
        return `(attribute_not_exists(#${name}) OR size(#${name}) < ${most})`;
      });
      const add = async (kept: typeof sets): Promise<Item | undefined> =>
        await conditionally(
          update({
            Key: incidentKey(id),
            UpdateExpression: `SET lastToldAt = :now, expiresAt = :expires ADD uses :uses, failed :failed${kept
              .map(([name]) => `, #${name} :${name}`)
              .join('')}`,
            ...(kept.length > 0 && {
              ConditionExpression: isKept.join(' AND '),
              ExpressionAttributeNames: Object.fromEntries(
                kept.map(([name]) => [`#${name}`, noteNames[name] ?? name]),
              ),
            }),
            ExpressionAttributeValues: {
              ...times(now()),
              ':uses': number(uses),
              ':failed': number(failed),
              ...Object.fromEntries(kept.map(([name, of]) => [`:${name}`, { SS: [...of] }])),
              ...(kept.some(([name]) => name === 'regions') && {
                ':regionsMax': number(maxRegions),
              }),
              ...(kept.some(([name]) => name !== 'regions') && {
                ':deedsMax': number(maxDeedsOfEach),
              }),
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
      // What is full is counted all the same.
      if ((await add(sets)) === undefined) await add([]);
    },

    async addAnswer(id, text) {
      const row = await conditionally(
        update({
          Key: incidentKey(id),
          // A set: the second try of a call adds nothing.
          UpdateExpression: 'SET expiresAt = :expires, nextStepAt = :now ADD answers :answers',
          ConditionExpression: 'attribute_not_exists(answers) OR size(answers) < :max',
          ExpressionAttributeValues: {
            ':answers': { SS: [text] },
            ':max': number(maxAnswers),
            ...times(now()),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return row && toIncidentRow(row);
    },
  };
}

function toIncidentRow(row: Item): IncidentRow {
  return {
    first: row['first']?.S,
    critical: row['critical']?.S,
    answers: row['answers']?.SS ?? [],
    nextStepAtMs: row['nextStepAt'] && Number(row['nextStepAt'].N),
    noted: notedIn(row),
    threads: new Map(
      Object.entries(row)
        .filter(([name, { S }]) => name.startsWith(threadPrefix) && S !== undefined)
        .map(([name, { S = '' }]) => [name.slice(threadPrefix.length), S]),
    ),
  };
}

/** Of an attribute whose name ends with that of a room. */
const threadPrefix = 'thread:';

/** What a note's sets are called in a row. */
const noteNames: Readonly<Record<string, string>> = {
  regions: 'regions',
  critical: 'criticalDeeds',
  lesser: 'lesserDeeds',
};

function notedIn(row: Item): NotedUses | undefined {
  const [uses, failed, lastToldAtMs] = ['uses', 'failed', 'lastToldAt'].map((name) =>
    Number(row[name]?.N ?? Number.NaN),
  );
  if (!(Number(uses) >= 0 && Number(failed) >= 0 && Number(lastToldAtMs) >= 0)) return undefined;
  return {
    uses: Number(uses),
    failed: Number(failed),
    lastToldAtMs: Number(lastToldAtMs),
    regions: row['regions']?.SS ?? [],
    critical: row['criticalDeeds']?.SS ?? [],
    lesser: row['lesserDeeds']?.SS ?? [],
  };
}

const expiresAt = (nowMs: number) => number(Math.floor(nowMs / 1000) + rowTtlSeconds);

const times = (nowMs: number): Item => ({
  ':now': number(nowMs),
  ':expires': expiresAt(nowMs),
});

const bounds = ({ id, session }: IncidentUse, nowMs: number): Item => ({
  ':text': { S: 'S' },
  ':oldest': number(nowMs - maxIncidentMs),
  ':quiet': number(nowMs - quietMs),
  ':ahead': number(nowMs + maxClockSkewMs),
  ':full': number(maxSessions),
  // Of a use without a session: no key is so short.
  ':session': { S: session === undefined ? '-' : sessionKey(session) },
  ':id': { S: id },
});

function sessionsOf({ session }: IncidentUse): Item {
  return session === undefined ? {} : { ':sessions': { SS: [sessionKey(session)] } };
}

function toIncident(row: Item, { id }: IncidentUse): Incident | undefined {
  const incident = row['incident']?.S;
  if (incident === undefined) return undefined;
  const criticalId = row['criticalId']?.S;
  const firstId = row['firstId']?.S;
  const isFirst = firstId === id;
  const isTimer = isFirst || criticalId === id;
  return {
    id: incident,
    openedAtMs: Number(row['openedAt']?.N ?? 0),
    isTimer,
    firstId,
    isFirst,
    criticalId,
  };
}
