import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { opsEn } from '../../lib/messages/words-ops-en.ts';
import { plannedStateName } from '../../lib/planned/planned-state-name.ts';
import { endOf, readWindows } from '../../lib/planned/planned-window.ts';
import {
  type FindingKind,
  isWrong,
  partsOfKey,
  passingKinds,
} from '../../lib/reconcile/finding.ts';
import { reconcileStateName } from '../../lib/reconcile/state.ts';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { duration } from '../duration.ts';
import { printable } from '../printable.ts';
import type { Deployment, Stack } from '../stack.ts';
import { fix, note, ok } from './status-row.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const staleDrillMs = 100 * dayMs;
/** It runs every quarter of an hour; a poll runs every minute. */
const staleLookBackMs = hourMs;
const stalePollMs = hourMs / 6;
const staleHeartbeatDays: Readonly<Record<string, number>> = { weekly: 8, daily: 2 };

interface State {
  readonly text: string;
  readonly keptMs: number;
}

/** What the ledger keeps besides events: when root was last used, when the last drill was, and how far the polls are. */
export async function ledgerRows(
  { resources }: Stack,
  { stage, region }: Deployment,
  nowMs: number,
) {
  const { lastUse, lastDrill, states } = await readLedger(region, resourceNames(stage).ledgerTable);
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
          states.get(reconcileStateName),
          String(Object(Object(reconcile['Environment']).Variables).HEARTBEAT),
          { stage, region },
          nowMs,
        )),
    ...(resources['NcloudActivityLambdaFunction'] === undefined
      ? []
      : pollRows(states, stage, nowMs)),
    ...plannedRows(states.get(plannedStateName)?.text, stage, nowMs),
  ];
}

/** @param interval of the heartbeat */
function lookBackRows(
  state: State | undefined,
  interval: string,
  { stage, region }: Deployment,
  nowMs: number,
) {
  if (state === undefined)
    return [note('last look-back', 'none yet', 'One comes every 15 minutes.')];
  const log = `See the log ${resourceNames(stage).logGroup('reconcile')}.`;
  const { heartbeat, toldFindings, troubles } = recordIn(state.text);
  const day = typeof heartbeat === 'string' ? Date.parse(heartbeat) : Number.NaN;
  // Untold ones too: there may be nobody who gets the mails.
  const findings = new Set([...keysIn(toldFindings), ...keysIn(troubles).filter(isLasting)]);
  const staleDays = staleHeartbeatDays[interval];
  const isStale = staleDays !== undefined && nowMs - day > staleDays * dayMs;
  const beat = Number.isNaN(day)
    ? 'none yet'
    : `the one of ${new Date(day).toISOString().slice(0, 10)}`;
  return [
    nowMs - state.keptMs > staleLookBackMs
      ? fix('last look-back', ago(state.keptMs, nowMs), log)
      : ok('last look-back', ago(state.keptMs, nowMs)),
    ...[...findings].map((key) => findingRow(key, stage, region)),
    staleDays === undefined
      ? ok('last heartbeat', 'switched off')
      : isStale
        ? fix('last heartbeat', beat, log)
        : ok('last heartbeat', beat),
  ];
}

const keysIn = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
const isLasting = (key: string): boolean =>
  !passingKinds.some((kind) => key.startsWith(`${kind} `));

/** What the last run found: by the words of the ops e-mail, which said so once. */
function findingRow(key: string, stage: string, region: string) {
  const { kind, place } = partsOfKey(key);
  const words = Object.hasOwn(opsEn.findings, kind)
    ? opsEn.findings[kind as FindingKind]
    : undefined;
  return (isWrong(key) ? fix : note)(
    'coverage check',
    printable(words === undefined ? key : `${place}: ${words.what}`),
    words?.todo(stage, region, [{ kind: kind as FindingKind, place }]) ??
      'The ops e-mail says what to do.',
  );
}

/** The windows for planned work that are open: alerts in them call nobody. */
function plannedRows(text: string | undefined, stage: string, nowMs: number) {
  return readWindows(text, nowMs)
    .filter((window) => nowMs < endOf(window))
    .map(({ account, untilMs, by, why }) =>
      note(
        'planned work',
        `${account} until ${new Date(untilMs).toISOString()}, by ${printable(by)}: ${printable(why)}`,
        `If nobody knows of it: npm run planned -- --stage ${stage} --account ${account} --close`,
      ),
    );
}

function pollRows(states: ReadonlyMap<string, State>, stage: string, nowMs: number) {
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

function ago(ms: number, nowMs: number) {
  return Number.isFinite(ms)
    ? `${new Date(ms).toISOString()}, ${duration(nowMs - ms)} ago`
    : 'at a time that cannot be read';
}

function recordIn(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

async function readLedger(region: string, table: string) {
  const uses: { readonly account: string; readonly ms: number }[] = [];
  const states = new Map<string, State>();
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
