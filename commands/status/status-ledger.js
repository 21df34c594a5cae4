import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { openClient } from '../aws-client.js';
import { duration } from '../duration.js';
import { printable } from '../printable.js';
import { fix, note, ok } from './status-row.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const staleDrillMs = 100 * dayMs;
/** A run each quarter of an hour, and a poll each minute. */
const staleLookBackMs = hourMs;
const stalePollMs = hourMs / 6;
/** @type {Readonly<Record<string, number>>} */
const staleHeartbeatDays = { weekly: 8, daily: 2 };

/** @typedef {{ text: string, keptMs: number }} State */

/**
 * What the ledger keeps beside the events: when root was last used, when there was a drill, how the polls stand.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 * @param {number} nowMs
 */
export async function ledgerRows({ resources }, { stage, region }, nowMs) {
  const { lastUse, lastDrill, states } = await readLedger(region, `root-alert-ledger-${stage}`);
  const drill = lastDrill === undefined ? 'none yet' : ago(lastDrill.ms, nowMs);
  const reconcile = resources['ReconcileLambdaFunction']?.Properties;
  return [
    ok(
      'last root use',
      lastUse === undefined ? 'none yet' : `${ago(lastUse.ms, nowMs)} (${lastUse.account})`,
    ),
    lastDrill === undefined || nowMs - lastDrill.ms > staleDrillMs
      ? note('last drill', drill, `npm run drill -- --stage ${stage}`)
      : ok('last drill', drill),
    ...(reconcile === undefined
      ? []
      : lookBackRows(
          states.get('reconcile'),
          String(reconcile['Environment']?.Variables?.HEARTBEAT),
          stage,
          nowMs,
        )),
    ...(resources['NcloudActivityLambdaFunction'] === undefined
      ? []
      : pollRows(states, stage, nowMs)),
  ];
}

/**
 * @param {State | undefined} state
 * @param {string} interval of the heartbeat
 * @param {string} stage
 * @param {number} nowMs
 */
function lookBackRows(state, interval, stage, nowMs) {
  if (state === undefined)
    return [note('last look-back', 'none yet', 'One comes every 15 minutes.')];
  const log = `See the log /aws/lambda/root-alert-${stage}-reconcile.`;
  const { heartbeat, toldFindings } = recordIn(state.text);
  const day = typeof heartbeat === 'string' ? Date.parse(heartbeat) : Number.NaN;
  const findings = Array.isArray(toldFindings) ? toldFindings : [];
  const staleDays = staleHeartbeatDays[interval];
  const isStale = staleDays !== undefined && nowMs - day > staleDays * dayMs;
  const beat = Number.isNaN(day)
    ? 'none yet'
    : `the one of ${new Date(day).toISOString().slice(0, 10)}`;
  return [
    nowMs - state.keptMs > staleLookBackMs
      ? fix('last look-back', ago(state.keptMs, nowMs), log)
      : ok('last look-back', ago(state.keptMs, nowMs)),
    ...(findings.length === 0
      ? []
      : [
          fix(
            'coverage check',
            `${findings.length} found: ${printable(findings.map(String).join('; '))}`,
            'The ops e-mail says what to do about each.',
          ),
        ]),
    staleDays === undefined
      ? ok('last heartbeat', 'switched off')
      : isStale
        ? fix('last heartbeat', beat, log)
        : ok('last heartbeat', beat),
  ];
}

/**
 * @param {ReadonlyMap<string, State>} states
 * @param {string} stage
 * @param {number} nowMs
 */
function pollRows(states, stage, nowMs) {
  const polls = [...states].filter(([name]) => name.startsWith('ncloud-'));
  if (polls.length === 0) {
    return [note('Naver Cloud', 'not polled yet', `npm run drill -- --stage ${stage} --ncloud`)];
  }
  return polls.map(([name, { text, keptMs }]) => {
    const what = `Naver Cloud, ${printable(name.slice('ncloud-'.length))}`;
    const { toMs } = recordIn(text);
    const reachedMs = typeof toMs === 'number' ? Math.min(toMs, keptMs) : keptMs;
    const found = `read up to ${ago(reachedMs, nowMs)}`;
    return nowMs - reachedMs > stalePollMs
      ? fix(what, found, `npm run drill -- --stage ${stage} --ncloud`)
      : ok(what, found);
  });
}

/**
 * @param {number} ms
 * @param {number} nowMs
 */
function ago(ms, nowMs) {
  return Number.isFinite(ms)
    ? `${new Date(ms).toISOString()}, ${duration(nowMs - ms)} ago`
    : 'at a time that cannot be read';
}

/**
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
function recordIn(text) {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/**
 * @param {string} region
 * @param {string} table
 */
async function readLedger(region, table) {
  /** @type {{ account: string, ms: number }[]} */
  const uses = [];
  /** @type {Map<string, State>} */
  const states = new Map();
  const pages = paginateScan(
    { client: openClient(DynamoDBClient, region) },
    {
      TableName: table,
      FilterExpression: 'begins_with(pk, :account) OR begins_with(pk, :state)',
      ProjectionExpression: 'pk, lastUseAt, #text, keptAt',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':account': { S: 'account#' }, ':state': { S: 'state#' } },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk, lastUseAt, text, keptAt } of Items) {
      const [, kind, name = ''] = /^(\w+)#(.*)$/s.exec(pk?.S ?? '') ?? [];
      if (kind === 'state') states.set(name, { text: text?.S ?? '', keptMs: Number(keptAt?.N) });
      else if (lastUseAt?.N !== undefined) {
        uses.push({ account: printable(name), ms: Number(lastUseAt.N) });
      }
    }
  }
  const latest = uses.toSorted((a, b) => b.ms - a.ms);
  return {
    lastUse: latest.find(({ account }) => !account.startsWith('drill-')),
    lastDrill: latest.find(({ account }) => account.startsWith('drill-')),
    states,
  };
}
