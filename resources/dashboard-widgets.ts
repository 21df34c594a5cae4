import { resourceNames } from '../lib/resource-names.ts';

/** A row of widgets, in the columns and units of height of a CloudWatch dashboard. */
export interface Row {
  readonly height: number;
  /** Each with its width. */
  readonly widgets: readonly (readonly [width: number, widget: object])[];
}

/** CloudFormation fills it in. */
export const region = `\${AWS::Region}`;

export const columns = 24;

/** @param more further properties of the widget */
export function graph(
  title: string,
  unit: string,
  periodSeconds: number,
  metrics: readonly unknown[],
  more: object = {},
): object {
  return {
    type: 'metric',
    properties: {
      title,
      region,
      period: periodSeconds,
      view: 'timeSeries',
      yAxis: { left: { label: unit, min: 0, showUnits: false } },
      metrics,
      ...more,
    },
  };
}

/** A metric of root-alert's own. */
export function ownMetric(
  stage: string,
  name: string,
  stat: string,
  label: string,
  color?: string,
) {
  const options = { stat, label, ...(color === undefined ? {} : { color }) };
  return [resourceNames(stage).metricsNamespace, name, options];
}

export function queueMetric(queueName: string, label: string): unknown[] {
  return [
    'AWS/SQS',
    'ApproximateNumberOfMessagesVisible',
    'QueueName',
    queueName,
    { stat: 'Maximum', label },
  ];
}

/** The widgets of all rows with their places, side by side in each row. */
export function placeRows(rows: readonly Row[]): object[] {
  let y = 0;
  return rows.flatMap(({ height, widgets }) => {
    let x = 0;
    const placed = widgets.map(([width, widget]) => {
      const place = { x, y, width, height };
      x += width;
      return { ...place, ...widget };
    });
    if (x !== columns) throw new Error(`A row of the dashboard is ${x} columns wide.`);
    y += height;
    return placed;
  });
}
