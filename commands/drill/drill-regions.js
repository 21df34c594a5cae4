import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { forwarderNames } from '../../plugin/forwarders/forwarder-template.js';
import { openClient } from '../aws-client.js';
import { describeAwsFailure } from '../aws-failure.js';
import { printable } from '../printable.js';
import { forwardingRegions } from '../stack.js';
import { table } from '../table.js';
import { uncoveredRegions } from '../uncovered-regions.js';
import { drillEvents } from './drill-events.js';
import { judgeDrill } from './drill-verdict.js';
import { singlesLeft, watchLedger } from './drill-watch.js';

/**
 * Drills the way of a use of root from every covered region of the home account to the rooms.
 *
 * @param {import('../stack.js').Stack} stack
 * @param {{ stage: string, region: string }} options
 * @param {(line: string) => void} words
 * @param {import('./drill-watch.js').Time} time
 * @returns {Promise<import('../run-command.js').Outcome>}
 * @throws what the SDK throws before anything is sent
 */
export async function drillRegions(stack, { stage, region: home }, words, time) {
  const { accountId } = stack;
  const regions = [home, ...forwardingRegions(stack)];
  const ledger = `root-alert-ledger-${stage}`;
  const dynamoDb = openClient(DynamoDBClient, home);
  const left = await singlesLeft(dynamoDb, ledger, accountId, time.now());
  const uncovered = await notesOnOthers(home, regions);
  const areReadsSeen = !JSON.stringify(
    stack.resources['RootUseRule']?.Properties?.['EventPattern'],
  ).includes('"readOnly"');
  const now = new Date(time.now());
  const events = drillEvents({ accountId, home, regions, areReadsSeen, now });

  const singles = events.filter(({ isSingle }) => isSingle).length;
  words(
    `Drill of stage ${stage} in account ${accountId}: ${counted(events.length, 'region')}. Its messages begin with 훈련 (DRILL).`,
  );
  words(
    `${singles} should be told at once${events.length > singles ? `, the other ${events.length - singles} in one digest after two to three minutes` : ''}.`,
  );
  if (left < singles) {
    words(
      'There was a drill in the last ten minutes: of this one, more is told in the digest. To see all at once, wait ten minutes.',
    );
  }

  const faults = new Map(
    await Promise.all(
      events.map(async (event) => {
        const fault = await put(event, stage);
        return /** @type {const} */ ([event.region, fault]);
      }),
    ),
  );
  const sent = events.filter(({ region }) => faults.get(region) === undefined);
  const { sightings, failure } = await watchLedger(
    dynamoDb,
    ledger,
    sent.map(({ ledgerId }) => ledgerId),
    time,
    (done) => words(`Told: ${done} of ${sent.length}.`),
  );
  const passages = await Promise.all(
    events.map(async ({ region, ledgerId, isSingle }) => {
      const sighting = sightings.get(ledgerId);
      const isMissing = sighting !== undefined && sighting.doneMs === undefined;
      const whereToLook = isMissing
        ? await whereToLookFor(sighting, region, { stage, home })
        : undefined;
      return { region, ledgerId, isSingle, fault: faults.get(region), sighting, whereToLook };
    }),
  );
  const verdicts = judgeDrill(passages, left);
  const notTold = verdicts.filter(({ verdict }) => verdict !== 'told');
  const blind = failure === undefined ? undefined : describeAwsFailure(failure);
  const lines = [
    '',
    ...table(
      verdicts.map(({ region, verdict, line }) => [
        verdict === 'told' ? 'ok' : 'FIX',
        region,
        line,
      ]),
    ),
    ...uncovered,
    ...(failure === undefined
      ? []
      : [`The ledger could not be read to the end: ${blind ?? String(failure)}`]),
    '',
    notTold.length === 0
      ? `The drill passed in ${counted(verdicts.length, 'region')}.`
      : `The drill FAILED in ${notTold.length} of ${counted(verdicts.length, 'region')}: ${notTold.map(({ region }) => region).join(', ')}.`,
    'Not drilled: the trail, and the accounts of an organization other than this one; how: docs/commands.md, "What a drill leaves out".',
  ];
  return {
    isOk: notTold.length === 0,
    lines,
    json: {
      stage,
      account: accountId,
      isOk: notTold.length === 0,
      regions: verdicts.map(({ line, ...verdict }) => ({ ...verdict, what: line })),
      notes: uncovered,
    },
  };
}

/**
 * @param {import('./drill-events.js').DrillEvent} event
 * @param {string} stage
 * @returns {Promise<string | undefined>} why it could not be sent
 */
async function put({ region, detailType, detail }, stage) {
  const client = openClient(EventBridgeClient, region);
  try {
    const { FailedEntryCount, Entries: [entry] = [] } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: `root-alert.drill.${stage}`,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    // The call itself is answered with 200 then, too.
    if (FailedEntryCount === 0 && entry?.EventId !== undefined) return undefined;
    return `could not be sent: EventBridge answers ${printable(`${entry?.ErrorCode}: ${entry?.ErrorMessage}`)}`;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return `could not be sent: ${sentence}`;
  }
}

/**
 * @param {import('./drill-watch.js').Sighting} sighting
 * @param {string} region
 * @param {{ stage: string, home: string }} deployment
 */
async function whereToLookFor({ arrivedMs }, region, { stage, home }) {
  if (arrivedMs !== undefined) {
    return `look into the log /aws/lambda/root-alert-${stage}-rootEvent, and at the secret root-alert/${stage}/webhook`;
  }
  const { ruleName, queueName } = forwarderNames(stage, home);
  const name = region === home ? `root-alert-${stage}` : ruleName;
  try {
    const { State } = await openClient(EventBridgeClient, region).send(
      new DescribeRuleCommand({ Name: name }),
    );
    if (State === 'DISABLED') return `its rule ${name} is switched off`;
    return region === home
      ? `its rule ${name} is there: look into the log /aws/lambda/root-alert-${stage}-rootEvent and the queue root-alert-undelivered-${stage}`
      : `its forwarder is there: look into its queue ${queueName} in ${region}, and into root-alert-undelivered-${stage} at home`;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') {
      return region === home
        ? `the rule ${name} is gone: docs/coverage.md, "When a rule was changed"`
        : `there is no forwarder (rule ${name}): docs/coverage.md, "How to check" and "When a rule was changed"`;
    }
    return describeAwsFailure(error) ?? String(error);
  }
}

/**
 * @param {string} home
 * @param {readonly string[]} covered
 * @returns {Promise<string[]>} lines
 */
async function notesOnOthers(home, covered) {
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

/**
 * @param {number} count
 * @param {string} noun
 */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
