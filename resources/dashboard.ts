import { resourceNames } from '../lib/resource-names.ts';
import type { AlarmParameters } from '../plugin/checks/alarm-parameters.ts';
import type { CustomSettings, FunctionSettings, VariableContext } from '../plugin/framework.ts';
import {
  columns,
  graph,
  ownMetric,
  placeRows,
  queueMetric,
  type Row,
  region,
} from './dashboard-widgets.ts';

interface Page {
  readonly stage: string;
  /** Functions that are deployed, by their key in serverless.yml. */
  readonly watched: readonly string[];
  readonly alarmArns: readonly string[];
}

const red = '#d13212';

/**
 * What root-alert did of late, on one page. Tables made of logs cost nothing until somebody looks; a metric for each
 * account and severity would cost every month.
 */
export async function dashboard({ resolveVariable }: VariableContext): Promise<object> {
  const stage = String(await resolveVariable('sls:stage'));
  const functions = (await resolveVariable('self:functions')) as Record<string, FunctionSettings>;
  const { ncloud, respond, alarm } = (await resolveVariable('self:custom')) as CustomSettings;
  const isNcloudWatched = ncloud === 'on' || ncloud === true;
  const isRespondOn = respond === 'on' || respond === true;
  const page: Page = {
    stage,
    watched: [
      'rootEvent',
      'guard',
      'rootAlarm',
      'outbox',
      'reconcile',
      'planned',
      'ncloudActivity',
    ].filter(
      (name) =>
        functions[name] !== undefined &&
        (name !== 'ncloudActivity' || isNcloudWatched) &&
        (name !== 'planned' || isRespondOn),
    ),
    alarmArns: await readAlarmArns(resolveVariable, alarm, [
      ...(isNcloudWatched ? ['ncloud'] : []),
      ...(isRespondOn ? ['respond', 'planned'] : []),
    ]),
  };
  const widgets = placeRows([introduction(page), useRow(page), delayRow(page), troubleRow(page)]);
  return {
    Resources: {
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: {
          DashboardName: resourceNames(stage).dashboard,
          DashboardBody: {
            'Fn::Sub': JSON.stringify({ start: '-P7D', periodOverride: 'inherit', widgets }),
          },
        },
      },
    },
  };
}

async function readAlarmArns(
  resolveVariable: VariableContext['resolveVariable'],
  alarm: AlarmParameters | undefined,
  /** Files of what is only there if it is asked for. */
  optional: readonly string[],
): Promise<string[]> {
  const files = ['ops', ...(alarm?.trailLogGroup ? ['trail-access'] : []), ...optional];
  const templates = (await Promise.all(
    files.map((file) => resolveVariable(`file(resources/${file}.yml)`)),
  )) as {
    readonly Resources: Readonly<
      Record<string, { readonly Type: string; readonly Properties: { AlarmName: string } }>
    >;
  }[];
  return templates
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(
      ({ Properties }) =>
        `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${Properties.AlarmName}`,
    );
}

function introduction({ stage, alarmArns }: Page): Row {
  const text = {
    type: 'text',
    properties: {
      markdown: [
        `# root-alert, stage ${stage}`,
        'Every use of a cloud root account is told to the chat room: the first at once, the rest in digests. Root should not be used: **empty graphs are good news**, as long as no alarm at the right is red.',
        '',
        `All in place? \`npm run status -- --stage ${stage}\` · Rehearse: \`npm run drill -- --stage ${stage}\` · Tell again what the room refused: \`npm run redrive -- --stage ${stage}\``,
      ].join('\n'),
    },
  };
  const alarms = {
    type: 'alarm',
    properties: {
      title: 'Alarms on root-alert itself (all green is well)',
      alarms: alarmArns,
    },
  };
  return {
    height: 5,
    widgets: [
      [12, text],
      [12, alarms],
    ],
  };
}

function useRow({ stage, watched }: Page): Row {
  const names = resourceNames(stage);
  // That a window for planned work opens is no use.
  const others = ['drill', 'alarm', ...(watched.includes('planned') ? ['planned'] : [])];
  const uses = {
    type: 'log',
    properties: {
      title: 'Uses of root by account and severity, in the time chosen above (drills left out)',
      region,
      view: 'table',
      query: [
        ...watched.map((name) => `SOURCE '${names.logGroup(name)}'`),
        `filter message = "alert" and ispresent(severity) and id not like /^(${others.join('|')})-/`,
        'stats count_distinct(id) as uses by account, severity',
        'sort uses desc',
      ].join(' | '),
    },
  };
  const outcomes = graph(
    'What became of them, in the time chosen above (drills included)',
    'uses',
    300,
    [
      ownMetric(stage, 'Told', 'Sum', 'told', '#2ca02c'),
      ownMetric(stage, 'LeftToDigest', 'Sum', 'left to the digest at first', '#1f77b4'),
      ownMetric(stage, 'Failed', 'Sum', 'first attempt failed, tried again', red),
      ownMetric(stage, 'Duplicate', 'Sum', 'delivered twice, told once', '#c7c7c7'),
    ],
    { view: 'bar', setPeriodToTimeRange: true },
  );
  return {
    height: 7,
    widgets: [
      [12, uses],
      [12, outcomes],
    ],
  };
}

function delayRow({ stage }: Page): Row {
  const names = resourceNames(stage);
  const latency = graph('From the event to the room that has it', 'milliseconds', 300, [
    ownMetric(stage, 'LatencyMs', 'p50', 'half of them within'),
    ownMetric(stage, 'LatencyMs', 'Maximum', 'the slowest'),
  ]);
  const oldest = graph(
    'Oldest use that a room has not taken',
    'seconds',
    300,
    [ownMetric(stage, 'OldestUntoldSeconds', 'Maximum', 'waiting for')],
    { annotations: { horizontal: [{ value: 600, label: 'alarm: ten minutes' }] } },
  );
  const queues = graph('What lies in the queues', 'messages', 300, [
    queueMetric(names.outboxQueue, 'outbox: told, or about to be'),
    queueMetric(names.undeliveredQueue, 'undelivered: npm run redrive'),
  ]);
  return {
    height: 6,
    widgets: [
      [8, latency],
      [8, oldest],
      [8, queues],
    ],
  };
}

function troubleRow(page: Page): Row {
  const { stage, watched } = page;
  const polls = pollGraphs(page);
  const pollWidth = Math.floor(columns / (polls.length + 1));
  const trouble = graph('Trouble of its own', 'times in 5 minutes', 300, [
    ...watched.map((name) => [
      'AWS/Lambda',
      'Errors',
      'FunctionName',
      resourceNames(stage).functionName(name),
      { stat: 'Sum', label: `${name} failed` },
    ]),
    ownMetric(stage, 'LedgerFault', 'Sum', 'ledger did not answer'),
    ownMetric(stage, 'SecretEmpty', 'Sum', 'webhook secret empty'),
  ]);
  return {
    height: 6,
    widgets: [
      ...polls.map((widget) => [pollWidth, widget] as const),
      [columns - polls.length * pollWidth, trouble],
    ],
  };
}

function pollGraphs({ stage, watched }: Page): object[] {
  const lookBack = [
    graph('What the fast path missed, and the look-back told', 'uses in 15 minutes', 900, [
      ownMetric(stage, 'Missed', 'Sum', 'missed, told late', red),
    ]),
    graph('Look-back: runs in an hour (4 is well, 0 raises an alarm)', 'runs', 3600, [
      ownMetric(stage, 'Alive', 'Sum', 'runs'),
    ]),
  ];
  const ncloud = graph(
    'Naver Cloud: polls in 10 minutes (10 is well, 0 that succeed raises an alarm)',
    'polls',
    600,
    [
      ownMetric(stage, 'NcloudPolled', 'Sum', 'succeeded'),
      ownMetric(stage, 'NcloudFailed', 'Sum', 'failed', red),
    ],
  );
  return [
    ...(watched.includes('reconcile') ? lookBack : []),
    ...(watched.includes('ncloudActivity') ? [ncloud] : []),
  ];
}
