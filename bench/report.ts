import type { BenchResult } from './bench-result.ts';
import type { ColdResult, ColdVariant, Part } from './cold.ts';

const partNames: Readonly<Record<Part, string>> = {
  runtime: 'runtime: process and Lambda’s client',
  import: 'import: our module; the secret is asked for',
  ledger: 'ledger: the event is parsed, claim, country, count',
  secret: 'secret: what is still waited for',
  render: 'render: words, JSON, connection',
  post: 'post',
};

/** What the benchmark found, in Markdown. */
export function report({
  cold,
  coldOverTls,
  warm,
  bursts,
  bundle,
  latencyMs,
  ...about
}: BenchResult): string {
  const latency = Object.entries(latencyMs).filter(([, ms]) => ms > 0);
  return [
    `${about.day} · \`npm run bench\`, ${about.rounds} rounds · Node ${about.node} · Python ${about.python} · ` +
      `${about.machine}, load ${about.loadAverage.toFixed(1)} at the start` +
      latency.map(([service, ms]) => ` · ${service} answers after ${ms} ms`).join(''),
    table(
      [
        'Cold: process start → room accepted',
        ...['ms', 'CPU ms', 'root-alert takes'],
        ...['TLS: ms', 'CPU ms', 'root-alert takes'],
      ],
      cold.variants.map((variant, index) => [
        variant.name,
        ...measured(variant),
        ...measured(coldOverTls.variants[index]),
      ]),
    ),
    table(
      ['Where the time of root-alert goes', 'ms', 'TLS: ms'],
      (Object.keys(partNames) as Part[]).map((part) => [
        partNames[part],
        cold.parts[part].toFixed(1),
        coldOverTls.parts[part].toFixed(1),
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

function measured(variant: ColdVariant | undefined): string[] {
  const { ms, cpuMs, ratio } = variant ?? {};
  return [whole(ms), whole(cpuMs), ratio === undefined ? '–' : `${ratio.toFixed(2)} ×`];
}

/** The ratios, for machines: over TLS, and then over plain loopback. */
export function lastLines({ cold, coldOverTls }: BenchResult): string {
  return [
    ...ratioLines('cold over TLS', coldOverTls.ratios),
    ...ratioLines('cold', cold.ratios),
  ].join('\n');
}

function ratioLines(what: string, ratios: ColdResult['ratios']): string[] {
  return [
    ['floor', ratios.floor] as const,
    ['bare SDK', ratios.bareSdk] as const,
    ['boto3', ratios.boto3] as const,
  ].map(([name, ratio]) => `${what} ratio to ${name}: ${ratio?.toFixed(2) ?? 'not measured'}`);
}

const whole = (number: number | undefined) => (number === undefined ? '–' : number.toFixed(0));

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;

function table(headings: readonly string[], rows: readonly (readonly string[])[]) {
  return [headings, headings.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
