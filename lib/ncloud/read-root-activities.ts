import type { RootActivity } from '../root-activity.ts';
import { readNcloudActivity } from '../sources/ncloud-activity.ts';
import { readActivities, type TracerDeps, type TracerQuery } from './activity-tracer.ts';

/** What root did in a window. If reading failed, `found` has what came before the failure: it is still told. */
export interface Reading {
  readonly found: readonly RootActivity[];
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * Reads what root did in an account within a window. Never rejects.
 *
 * @param includesPlatformActions whether what Naver Cloud's platform did by itself counts too.
 */
export async function readRootActivities(
  query: TracerQuery,
  includesPlatformActions: boolean,
  deps: TracerDeps,
): Promise<Reading> {
  const { name } = query.account;
  const found: RootActivity[] = [];
  const addIfRoot = (item: unknown): void => {
    const activity = readNcloudActivity(item, { name, includesPlatformActions });
    if (activity !== undefined) found.push(activity);
  };
  return await readActivities(query, addIfRoot, deps).then(
    () => ({ found, failure: undefined }),
    (error: unknown) => ({ found, failure: { error } }),
  );
}
