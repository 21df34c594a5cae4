import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { resourceNames } from '../../lib/resource-names.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import { printable } from '../printable.ts';
import type { Outcome } from '../run-command.ts';
import { sentBy } from '../sent-by.ts';
import { type Deployment, forwardingRegions, type Stack } from '../stack.ts';
import { table } from '../table.ts';
import { uncoveredRegions } from '../uncovered-regions.ts';
import { type DrillEvent, drillEvents } from './drill-events.ts';
import { judgeDrill, type Passage, type Verdict } from './drill-verdict.ts';
import { singlesLeft, type Time, watchLedger } from './drill-watch.ts';
import { whereToLookFor } from './where-to-look.ts';

/**
 * Drills the way from every covered region of the home account to the rooms.
 *
 * @param print writes a line of progress
 * @throws any error of the SDK before an event is sent
 */
export async function drillRegions(
  stack: Stack,
  deployment: Deployment,
  print: (line: string) => void,
  time: Time,
): Promise<Outcome> {
  const { stage, region: home } = deployment;
  const { accountId } = stack;
  const regions = [home, ...forwardingRegions(stack)];
  const left = await singlesLeft(
    openClient(DynamoDBClient, home),
    resourceNames(stage).ledgerTable,
    accountId,
    time.now(),
  );
  const uncovered = await notesOnOthers(home, regions);
  const now = new Date(time.now());
  const events = drillEvents({
    accountId,
    home,
    regions,
    areReadsSeen: areReadsSeen(stack),
    now,
    sentBy: await sentBy(openClient(EventBridgeClient, home)),
  });
  for (const line of announcement(stage, accountId, events, left)) print(line);

  const { passages, failure } = await sendAndWatch(events, deployment, print, time);
  const verdicts = judgeDrill(passages, left);
  const isOk = verdicts.every(({ verdict }) => verdict === 'told');
  return {
    isOk,
    lines: summary(verdicts, uncovered, failure),
    json: {
      stage,
      account: accountId,
      isOk,
      regions: verdicts.map(({ line, ...verdict }) => ({ ...verdict, what: line })),
      notes: uncovered,
    },
  };
}

/** With `reads: off`, the rules ask for events that are not read-only. */
function areReadsSeen({ resources }: Stack): boolean {
  const pattern = resources['RootUseRule']?.Properties?.['EventPattern'];
  return !JSON.stringify(pattern).includes('"readOnly"');
}

function announcement(
  stage: string,
  accountId: string,
  events: readonly DrillEvent[],
  left: number,
): string[] {
  const singles = events.filter(({ isSingle }) => isSingle).length;
  const others = events.length - singles;
  return [
    `Drill of stage ${stage} in account ${accountId}: ${counted(events.length, 'region')}. Its messages begin with 훈련 (DRILL).`,
    `${singles} should be told at once${others > 0 ? `, the other ${others} in one digest after two to three minutes` : ''}.`,
    ...(left < singles
      ? [
          'There was a drill in the last ten minutes: of this one, more is told in the digest. To see all at once, wait ten minutes.',
        ]
      : []),
  ];
}

/** @returns `failure` is why the ledger could not be read to the end, if so */
async function sendAndWatch(
  events: readonly DrillEvent[],
  deployment: Deployment,
  print: (line: string) => void,
  time: Time,
): Promise<{ passages: Passage[]; failure: unknown }> {
  const { stage, region: home } = deployment;
  const faults = new Map<string, string | undefined>();
  await Promise.all(
    events.map(async (event) => faults.set(event.region, await sendEvent(event, stage))),
  );
  const sent = events.filter(({ region }) => faults.get(region) === undefined);
  const { sightings, failure } = await watchLedger(
    openClient(DynamoDBClient, home),
    resourceNames(stage).ledgerTable,
    sent.map(({ ledgerId }) => ledgerId),
    time,
    (done) => print(`Told: ${done} of ${sent.length}.`),
  );
  const passages = events.map(async ({ region, ledgerId, isSingle }) => {
    const sighting = sightings.get(ledgerId);
    const isMissing = sighting !== undefined && sighting.doneMs === undefined;
    const whereToLook = isMissing ? await whereToLookFor(sighting, region, deployment) : undefined;
    return { region, ledgerId, isSingle, fault: faults.get(region), sighting, whereToLook };
  });
  return { passages: await Promise.all(passages), failure };
}

function summary(
  verdicts: readonly Verdict[],
  uncovered: readonly string[],
  failure: unknown,
): string[] {
  const notTold = verdicts.filter(({ verdict }) => verdict !== 'told');
  const rows = verdicts.map(({ region, verdict, line }) => [
    verdict === 'told' ? 'ok' : 'FIX',
    region,
    line,
  ]);
  return [
    '',
    ...table(rows),
    ...uncovered,
    ...(failure === undefined
      ? []
      : [
          `The ledger could not be read to the end: ${describeAwsFailure(failure) ?? String(failure)}`,
        ]),
    '',
    notTold.length === 0
      ? `The drill passed in ${counted(verdicts.length, 'region')}.`
      : `The drill FAILED in ${notTold.length} of ${counted(verdicts.length, 'region')}: ${notTold.map(({ region }) => region).join(', ')}.`,
    'Not drilled: the trail, and the accounts of an organization other than this one; how: docs/commands.md, "What a drill leaves out".',
  ];
}

/** @returns why it could not be sent */
async function sendEvent(
  { region, detailType, detail }: DrillEvent,
  stage: string,
): Promise<string | undefined> {
  const client = openClient(EventBridgeClient, region);
  try {
    const { FailedEntryCount, Entries: [entry] = [] } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: resourceNames(stage).drillSource,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    // The call is answered with 200 even when an entry failed.
    if (FailedEntryCount === 0 && entry?.EventId !== undefined) return undefined;
    return `could not be sent: EventBridge answers ${printable(`${entry?.ErrorCode}: ${entry?.ErrorMessage}`)}`;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return `could not be sent: ${sentence}`;
  }
}

/** Lines on regions that are switched on, but not covered. */
async function notesOnOthers(home: string, covered: readonly string[]): Promise<string[]> {
  try {
    const regions = await uncoveredRegions(home, covered);
    if (regions.length === 0) return [];
    return [
      `Not covered, though switched on in this account: ${regions.join(', ')}. Name them in forwardRegions, with all others that you want.`,
    ];
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return [`Whether other regions are switched on could not be found out: ${sentence}`];
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
