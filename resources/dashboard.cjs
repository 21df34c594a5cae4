// What root-alert did of late, on one page. Log tables cost nothing until somebody looks; a metric for each account and
// severity would cost by the month.
const columns = 24;

/** Widgets in rows, each [width, widget] as wide as it says, all of a row as high as the row. */
const laidOut = (rows) => {
  let y = 0;
  return rows.flatMap(({ height, widgets }) => {
    let x = 0;
    const placed = widgets.map(([width, widget]) => {
      const at = { x, y, width, height };
      x += width;
      return { ...at, ...widget };
    });
    if (x !== columns) throw new Error(`A row of the dashboard is ${x} columns wide.`);
    y += height;
    return placed;
  });
};

module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable('sls:stage');
  const functions = await resolveVariable('self:functions');
  const { ncloud, alarm } = await resolveVariable('self:custom');
  const isNcloudOn = ['on', true].includes(ncloud);
  const files = [
    'ops',
    ...(alarm.trailLogGroup ? ['trail-access'] : []),
    ...(isNcloudOn ? ['ncloud'] : []),
  ];
  const watchers = await Promise.all(
    files.map((file) => resolveVariable(`file(resources/${file}.yml)`)),
  );
  const namespace = `root-alert/${stage}`;
  const region = `\${AWS::Region}`;
  const of = (name) => `root-alert-${stage}-${name}`;
  const alarmArns = watchers
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(
      ({ Properties }) =>
        `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${Properties.AlarmName}`,
    );
  const own = (name, stat, label, more = {}) => [namespace, name, { stat, label, ...more }];
  const queue = (name, label) => [
    'AWS/SQS',
    'ApproximateNumberOfMessagesVisible',
    'QueueName',
    `root-alert-${name}-${stage}`,
    { stat: 'Maximum', label },
  ];
  const graph = (title, unit, period, metrics, more = {}) => ({
    type: 'metric',
    properties: {
      title,
      region,
      period,
      view: 'timeSeries',
      yAxis: { left: { label: unit, min: 0, showUnits: false } },
      metrics,
      ...more,
    },
  });
  const alarmAt = (value, label) => ({ annotations: { horizontal: [{ value, label }] } });

  const watched = ['rootEvent', 'rootAlarm', 'outbox', 'reconcile', 'ncloudActivity'].filter(
    (name) => functions[name] !== undefined && (name !== 'ncloudActivity' || isNcloudOn),
  );
  const polls = [
    ...(watched.includes('reconcile')
      ? [
          graph('What the fast path missed, and the look-back told', 'uses in 15 minutes', 900, [
            own('Missed', 'Sum', 'missed, told late', { color: '#d13212' }),
          ]),
          graph('Look-back: runs in an hour (4 is well, 0 raises an alarm)', 'runs', 3600, [
            own('Alive', 'Sum', 'runs'),
          ]),
        ]
      : []),
    ...(watched.includes('ncloudActivity')
      ? [
          graph(
            'Naver Cloud: polls in 10 minutes (10 is well, 0 that succeed raises an alarm)',
            'polls',
            600,
            [
              own('NcloudPolled', 'Sum', 'succeeded'),
              own('NcloudFailed', 'Sum', 'failed', { color: '#d13212' }),
            ],
          ),
        ]
      : []),
  ];

  const widgets = laidOut([
    {
      height: 5,
      widgets: [
        [
          12,
          {
            type: 'text',
            properties: {
              markdown: [
                `# root-alert, stage ${stage}`,
                'Every use of a cloud root account is told to the chat room: the first at once, the rest in digests. Root should not be used: **empty graphs are good news**, as long as no alarm at the right is red.',
                '',
                `All in place? \`npm run status -- --stage ${stage}\` · Rehearse: \`npm run drill -- --stage ${stage}\` · Tell again what the room refused: \`npm run redrive -- --stage ${stage}\``,
              ].join('\n'),
            },
          },
        ],
        [
          12,
          {
            type: 'alarm',
            properties: {
              title: 'Alarms on root-alert itself (all green is well)',
              alarms: alarmArns,
            },
          },
        ],
      ],
    },
    {
      height: 7,
      widgets: [
        [
          12,
          {
            type: 'log',
            properties: {
              title:
                'Uses of root by account and severity, in the time chosen above (drills left out)',
              region,
              view: 'table',
              query: [
                ...watched.map((name) => `SOURCE '/aws/lambda/${of(name)}'`),
                'filter message = "alert" and ispresent(severity) and id not like /^(drill|alarm)-/',
                'stats count_distinct(id) as uses by account, severity',
                'sort uses desc',
              ].join(' | '),
            },
          },
        ],
        [
          12,
          graph(
            'What became of them, in the time chosen above (drills included)',
            'uses',
            300,
            [
              own('Told', 'Sum', 'told', { color: '#2ca02c' }),
              own('LeftToDigest', 'Sum', 'left to the digest at first', { color: '#1f77b4' }),
              own('Failed', 'Sum', 'first attempt failed, tried again', { color: '#d13212' }),
              own('Duplicate', 'Sum', 'delivered twice, told once', { color: '#c7c7c7' }),
            ],
            { view: 'bar', setPeriodToTimeRange: true },
          ),
        ],
      ],
    },
    {
      height: 6,
      widgets: [
        [
          8,
          graph('From the event to the room that has it', 'milliseconds', 300, [
            own('LatencyMs', 'p50', 'half of them within'),
            own('LatencyMs', 'Maximum', 'the slowest'),
          ]),
        ],
        [
          8,
          graph(
            'Oldest use that a room has not taken',
            'seconds',
            300,
            [own('OldestUntoldSeconds', 'Maximum', 'waiting for')],
            alarmAt(600, 'alarm: ten minutes'),
          ),
        ],
        [
          8,
          graph('What lies in the queues', 'messages', 300, [
            queue('outbox', 'outbox: told, or about to be'),
            queue('undelivered', 'undelivered: npm run redrive'),
          ]),
        ],
      ],
    },
    {
      height: 6,
      widgets: [
        ...polls.map((widget) => [Math.floor(columns / (polls.length + 1)), widget]),
        [
          columns - polls.length * Math.floor(columns / (polls.length + 1)),
          graph('Trouble of its own', 'times in 5 minutes', 300, [
            ...watched.map((name) => [
              'AWS/Lambda',
              'Errors',
              'FunctionName',
              of(name),
              { stat: 'Sum', label: `${name} failed` },
            ]),
            own('LedgerFault', 'Sum', 'ledger did not answer'),
            own('SecretEmpty', 'Sum', 'webhook secret empty'),
          ]),
        ],
      ],
    },
  ]);

  return {
    Resources: {
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: {
          DashboardName: `root-alert-${stage}`,
          DashboardBody: {
            'Fn::Sub': JSON.stringify({ start: '-P7D', periodOverride: 'inherit', widgets }),
          },
        },
      },
    },
  };
};
