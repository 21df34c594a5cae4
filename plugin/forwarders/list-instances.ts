import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { inParallel } from '../../lib/in-parallel.ts';
import type { StackInstance } from './forwarder-state.ts';

/** Calls at the same time. A thousand accounts with 17 regions are 170 pages. */
const maxCalls = 5;

/** Whoever waits hears after each so many that there are more. */
const progressEvery = 1_000;

interface Listing {
  readonly client: CloudFormationClient;
  readonly input: {
    readonly StackSetName: string;
    readonly CallAs: 'SELF' | 'DELEGATED_ADMIN' | undefined;
  };
  /** Where the StackSet has its instances. */
  readonly regions: readonly string[];
  readonly signal: AbortSignal;
  /** Tells a person at a terminal how many there are so far. */
  readonly showProgress: (sentence: string) => void;
}

/**
 * Lists the instances of a StackSet. Where they do not fit on one page, each region is listed by itself, some at a time.
 *
 * @param add gets each page as it comes, so that what came before a failure is known.
 * @throws what the SDK throws
 */
export async function listInstances(
  { client, input, regions, signal, showProgress }: Listing,
  add: (instances: readonly StackInstance[]) => void,
): Promise<void> {
  const { ListStackInstancesCommand, paginateListStackInstances } = await import(
    '@aws-sdk/client-cloudformation'
  );
  const options = { abortSignal: signal };
  const { Summaries: first = [], NextToken } = await client.send(
    new ListStackInstancesCommand({ ...input, MaxResults: 100 }),
    options,
  );
  if (NextToken === undefined) return add(first);
  add(first.filter(({ Region = '' }) => !regions.includes(Region)));
  let count = 0;
  await inParallel(maxCalls, regions, async (region) => {
    const query = { ...input, StackInstanceRegion: region };
    for await (const page of paginateListStackInstances(
      { client, pageSize: 100 },
      query,
      options,
    )) {
      const { Summaries = [] } = page;
      add(Summaries);
      const before = count;
      count += Summaries.length;
      if (Math.floor(count / progressEvery) > Math.floor(before / progressEvery)) {
        showProgress(`Looking at the forwarders of ${input.StackSetName}: ${count} so far.`);
      }
    }
  });
}
