import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Lambda, startLambda } from '../test/integration/support/lambda-runtime.ts';
import { rootUseEvent } from '../test/integration/support/root-use-event.ts';
import { readSampleEvent } from '../test/lib/sample-events.ts';
import { bundle } from './bundle.ts';
import { median } from './median.ts';
import { cpuTimeMs } from './process-usage.ts';
import type { Python } from './python.ts';
import { type Network, type Served, type StandIns, startStandIns } from './stand-ins.ts';

/** Medians of cold starts, in milliseconds. */
export type ColdResult = {
  /** From the start of the process to the room's acceptance. The empty handler posts nothing: to its end. */
  readonly variants: readonly ColdVariant[];
  /** The parts of root-alert's time, which add up to it. */
  readonly parts: Readonly<Record<Part, number>>;
  /** As `ratio` of the variants. */
  readonly ratios: {
    readonly floor: number | undefined;
    readonly bareSdk: number | undefined;
    readonly boto3: number | undefined;
  };
};

export type ColdVariant = {
  readonly name: Name;
  /** Undefined: not measured. */
  readonly ms: number | undefined;
  /** CPU time until the invocation was over, which may be after the room accepted. */
  readonly cpuMs: number | undefined;
  /**
   * Root-alert's time divided by this one's: the median of the rounds' ratios, which a machine that is busy for a while
   * changes less than a ratio of medians. Undefined where this one could not be measured.
   */
  readonly ratio: number | undefined;
};

const parts = ['runtime', 'import', 'ledger', 'secret', 'render', 'post'] as const;
export type Part = (typeof parts)[number];

const names = {
  ours: 'root-alert, as packaged',
  empty: 'empty handler (no post)',
  floor: 'floor: secret read signed by hand, one post',
  bareSdk: 'bare SDK: secret read, one post',
  python: 'Python, webhook in the environment, one post',
  boto3: 'Python, secret read by boto3, one post',
} as const;
type Name = (typeof names)[keyof typeof names];

type Sample = {
  readonly ms: number;
  readonly readyMs: number;
  readonly cpuMs: number | undefined;
  readonly served: readonly Served[];
  readonly startedAtMs: number;
};
type Variant = {
  readonly name: Name;
  readonly start: () => Promise<Lambda>;
  readonly event: unknown;
};

const rivals = join(import.meta.dirname, 'rivals');

/**
 * Starts each variant cold, in turn, there and back, `rounds` times, and once before to warm the disk's cache. All read their
 * secret while they load, since each of them can.
 */
export async function measureCold(
  rounds: number,
  directory: string,
  python: Python | undefined,
  network: Network,
): Promise<ColdResult> {
  const standIns = await startStandIns(network, directory);
  const variants = await variantsOf(directory, python, standIns);
  const samples = new Map(variants.map(({ name }) => [name, [] as Sample[]]));
  for (const variant of variants) await runCold(variant, standIns);
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) {
      samples.get(variant.name)?.push(await runCold(variant, standIns));
    }
  }
  await standIns.stop();

  const of = (name: Name, value: (sample: Sample) => number | undefined): number | undefined =>
    medianOf(samples.get(name)?.map(value));
  const ours = samples.get(names.ours) ?? [];
  const ratioTo = (name: Name): number | undefined =>
    medianOf(samples.get(name)?.map(({ ms }, round) => (ours[round]?.ms ?? Number.NaN) / ms));
  const runtimeMs = of(names.empty, ({ readyMs }) => readyMs) ?? 0;
  const split = ours.map((sample) => partsOf(sample, runtimeMs));
  return {
    variants: Object.values(names).map((name) => ({
      name,
      ms: of(name, ({ ms }) => ms),
      cpuMs: of(name, ({ cpuMs }) => cpuMs),
      ratio: ratioTo(name),
    })),
    parts: Object.fromEntries(
      parts.map((part) => [part, median(split.map((each) => each[part]))]),
    ) as Record<Part, number>,
    ratios: {
      floor: ratioTo(names.floor),
      bareSdk: ratioTo(names.bareSdk),
      boto3: ratioTo(names.boto3),
    },
  };
}

/** Undefined where nothing was measured. */
function medianOf(values: readonly (number | undefined)[] = []): number | undefined {
  const measured = values.filter((value) => value !== undefined);
  return measured.length === 0 ? undefined : median(measured);
}

async function variantsOf(
  directory: string,
  python: Python | undefined,
  { environment }: StandIns,
): Promise<readonly Variant[]> {
  const event = rootUseEvent();
  const alarm = readSampleEvent('alarm.json');

  const node = async (name: Name, rival: string): Promise<Variant> => {
    const own = join(directory, rival);
    mkdirSync(own, { recursive: true });
    await bundle(join('bench', 'rivals', `${rival}.ts`), join(own, 'index'));
    return {
      name,
      event,
      start: () => startLambda({ directory: own, handler: 'index.handler', environment }),
    };
  };
  const classic = (name: Name, { executable }: Python, module: string): Variant => ({
    name,
    event: alarm,
    start: () =>
      startLambda({
        directory: rivals,
        handler: `${module}.handler`,
        // A zip's files are not compiled yet either.
        environment: { ...environment, PYTHONDONTWRITEBYTECODE: '1' },
        runtimeCommand: [executable, join(import.meta.dirname, 'python_runtime.py')],
      }),
  });

  return [
    {
      name: names.ours,
      event,
      start: () => startLambda({ functionName: 'rootEvent', env: environment, isReusable: false }),
    },
    await node(names.empty, 'empty'),
    await node(names.floor, 'hand-signed'),
    await node(names.bareSdk, 'bare-sdk'),
    ...(python === undefined ? [] : [classic(names.python, python, 'webhook_in_environment')]),
    ...(python?.boto3Version === undefined
      ? []
      : [classic(names.boto3, python, 'webhook_in_secret')]),
  ];
}

/** @throws when the invocation failed, or the room was not told exactly once by a variant that posts. */
async function runCold(
  { name, start, event }: Variant,
  { take }: Pick<StandIns, 'take'>,
): Promise<Sample> {
  take();
  const lambda = await start();
  const outcome = await lambda.invoke(event);
  const endedAtMs = performance.now();
  const { pid, startedAtMs, readyAtMs = Number.NaN } = lambda.process();
  const cpuMs = cpuTimeMs(pid);
  await lambda.stop();
  const served = take();
  const posts = served.filter(({ what }) => what === 'post');
  if (!outcome.ok || posts.length !== (name === names.empty ? 0 : 1)) {
    throw new Error(`${name}: ${JSON.stringify(outcome)}, ${posts.length} posts\n${lambda.log()}`);
  }
  return {
    ms: (posts[0]?.answeredAtMs ?? endedAtMs) - startedAtMs,
    readyMs: readyAtMs - startedAtMs,
    cpuMs,
    served,
    startedAtMs,
  };
}

/** The parts of one cold start by the servers' clocks. Parallel work counts where it is waited for. */
function partsOf(
  { served, startedAtMs, readyMs }: Sample,
  runtimeMs: number,
): Record<Part, number> {
  const post = served.findIndex(({ what }) => what === 'post');
  const lastBefore = (what: string): number =>
    (served.slice(0, post).findLast((each) => each.what === what)?.answeredAtMs ?? Number.NaN) -
    startedAtMs;
  const { askedAtMs = Number.NaN, answeredAtMs = Number.NaN } = served[post] ?? {};
  const counted = Math.max(readyMs, lastBefore('UpdateItem'));
  const read = Math.max(counted, lastBefore('GetSecretValue'));
  return {
    runtime: runtimeMs,
    import: readyMs - runtimeMs,
    ledger: counted - readyMs,
    secret: read - counted,
    render: askedAtMs - startedAtMs - read,
    post: answeredAtMs - askedAtMs,
  };
}
