import type { BenchResult } from './bench-result.ts';
import type { Part } from './cold.ts';

const partNames: Readonly<Record<Part, string>> = {
  runtime: 'runtime: process and Lambda’s client',
  import: 'import: our module and the SDK; the secret is asked for',
  ledger: 'ledger: claim and count',
  secret: 'secret: what is still waited for',
  render: 'render: words, JSON, connection',
  post: 'post',
};

/** What the benchmark found, in Markdown. */
export function report({ cold, warm, bursts, bundle, ...about }: BenchResult): string {
  const ours = cold.variants[0]?.ms;
  return [
    `${about.day} · \`npm run bench\`, ${about.rounds} rounds · Node ${about.node} · Python ${about.python} · ` +
      `${about.machine}, load ${about.loadAverage.toFixed(1)} at the start`,
    table(
      ['Cold: process start → room accepted', 'ms', 'CPU ms', 'root-alert takes'],
      cold.variants.map(({ name, ms, cpuMs }) => [
        name,
        whole(ms),
        whole(cpuMs),
        ours === undefined || ms === undefined ? '–' : `${(ours / ms).toFixed(2)} ×`,
      ]),
    ),
    table(
      ['Where the time of root-alert goes', 'ms'],
      (Object.keys(partNames) as Part[]).map((part) => [
        partNames[part],
        cold.parts[part].toFixed(1),
      ]),
    ),
    table(
      ['Warm, one alert, without the runtime', ''],
      [
        ['from the event to the end of the invocation', `${warm.ms.toFixed(1)} ms`],
        ['CPU', warm.cpuMs === undefined ? '–' : `${warm.cpuMs.toFixed(1)} ms`],
        ['AWS calls', String(warm.awsCalls)],
      ],
    ),
    table(
      [
        'Burst: root actions in one account',
        'singles',
        'digests',
        'AWS calls',
        'kB posted',
        'first told after',
        'last told after',
        'peak memory: rootEvent, outbox',
      ],
      bursts.map((burst) => [
        burst.events.toLocaleString('en'),
        String(burst.singles),
        String(burst.digests),
        burst.awsCalls.toLocaleString('en'),
        (burst.postedBytes / 1_000).toFixed(1),
        `${(burst.firstMs / 1_000).toFixed(1)} s`,
        `${(burst.lastMs / 1_000).toFixed(0)} s`,
        `${whole(burst.peakMemoryMb.rootEvent)}, ${whole(burst.peakMemoryMb.outbox)} MB`,
      ]),
    ),
    table(
      [
        `Bundle of rootEvent: ${kilobytes(bundle.bytes)}, zipped ${kilobytes(bundle.zipBytes)}`,
        'kB',
      ],
      bundle.packages.map(({ name, bytes }) => [name, (bytes / 1_000).toFixed(1)]),
    ),
  ].join('\n\n');
}

/** The three ratios, for machines. */
export function lastLines({ cold: { ratios } }: BenchResult): string {
  return [
    ['floor', ratios.floor],
    ['bare SDK', ratios.bareSdk],
    ['boto3', ratios.boto3],
  ]
    .map(([name, ratio]) => {
      const value = typeof ratio === 'number' ? ratio.toFixed(2) : 'not measured';
      return `cold ratio to ${name}: ${value}`;
    })
    .join('\n');
}

const whole = (number: number | undefined) => (number === undefined ? '–' : number.toFixed(0));

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;

function table(headings: readonly string[], rows: readonly (readonly string[])[]) {
  return [headings, headings.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
