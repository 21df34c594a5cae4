import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resource, resourcesOfType } from './support/packaged-service.ts';

type Metric = readonly (string | Readonly<Record<string, unknown>>)[];
type Widget = {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly query?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly Metric[];
    readonly yAxis?: { readonly left: { readonly label: string } };
  };
};

const NAMESPACE = 'root-alert/prod';
const { DashboardName, DashboardBody } = resource('Dashboard').Properties as {
  readonly DashboardName: string;
  readonly DashboardBody: { readonly 'Fn::Sub': string };
};
const body = DashboardBody['Fn::Sub'];
const { widgets }: { widgets: readonly Widget[] } = JSON.parse(body);
const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
const namesIn = (property: string, type: string) =>
  Object.values(resourcesOfType(type)).map(({ Properties }) => Properties[property]);

const lib = new URL('../../lib/', import.meta.url);
/** The code that writes metrics. */
const writers = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(new URL(file, lib), 'utf8'))
  .filter((source) => source.includes('embeddedMetrics('))
  .join('\n');
const isWritten = (name: string): boolean => new RegExp(`'${name}'|\\b${name}: `).test(writers);

describe('the dashboard', () => {
  it('has a name that goes with the stage, and no hole but those that CloudFormation fills', () => {
    expect(DashboardName).toBe('root-alert-prod');
    const holes = [...body.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name);
    expect([...new Set(holes)].toSorted()).toEqual([
      'AWS::AccountId',
      'AWS::Partition',
      'AWS::Region',
    ]);
  });

  it('says of everything what it shows, and in what unit', () => {
    for (const { type, properties } of widgets) {
      if (type === 'text') expect(properties.markdown).toMatch(/^# root-alert, stage prod\n/);
      else expect(properties.title).toMatch(/^[A-Z].{10,}$/);
      if (type === 'metric') expect(properties.yAxis?.left.label).toMatch(/^[a-z]/);
    }
    for (const metric of metrics) expect(metric.at(-1)).toHaveProperty('label');
  });

  it('covers its 24 columns once: no widget lies on another, and none is outside', () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, index) => {
        expect(x + width).toBeLessThanOrEqual(24);
        return `${x + (index % width)},${y + Math.floor(index / width)}`;
      }),
    );
    expect(new Set(cells).size).toBe(cells.length);
    const bottom = Math.max(...widgets.map(({ y, height }) => y + height));
    expect(cells).toHaveLength(24 * bottom);
  });

  it('graphs no metric of ours that nobody writes', () => {
    const ours = metrics.filter(([namespace]) => namespace === NAMESPACE).map(([, name]) => name);
    expect(ours).toEqual(expect.arrayContaining(['Told', 'LeftToDigest', 'Failed', 'LatencyMs']));
    expect(ours.filter((name) => !isWritten(String(name)))).toEqual([]);
    expect(isWritten('NoSuchMetric')).toBe(false);
  });

  it.each([
    ['QueueName', 'AWS::SQS::Queue'],
    ['FunctionName', 'AWS::Lambda::Function'],
  ])('graphs no %s that the stack does not have', (dimension, type) => {
    const shown = metrics.filter(([, , name]) => name === dimension).map(([, , , value]) => value);
    expect(shown).not.toEqual([]);
    expect(namesIn(dimension, type)).toEqual(expect.arrayContaining(shown));
  });

  it('counts uses by account and severity from the logs that have them', () => {
    const queries = widgets.flatMap(({ properties }) => properties.query ?? []);
    expect(queries).toHaveLength(1);
    const groups = [...(queries[0] ?? '').matchAll(/SOURCE '([^']+)'/g)].map(([, name]) => name);
    expect(groups.toSorted()).toEqual(namesIn('LogGroupName', 'AWS::Logs::LogGroup').toSorted());
    expect(queries[0]).toContain('count_distinct(id) as uses by account, severity');
  });

  it('shows every alarm on ourselves', () => {
    const shown = widgets
      .flatMap(({ properties }) => properties.alarms ?? [])
      .map((arn) => arn.split(':alarm:')[1]);
    expect(shown.toSorted()).toEqual(namesIn('AlarmName', 'AWS::CloudWatch::Alarm').toSorted());
  });
});
