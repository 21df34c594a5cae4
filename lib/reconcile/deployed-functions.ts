import { type Finding, findingKey } from './finding.ts';
import type { FunctionFingerprint, FunctionSnapshot, StackSnapshot } from './snapshots.ts';

/** What each function was like after a deployment, by its name. */
export interface KnownFunctions {
  /** When the deployment began that they are known from, in milliseconds since 1970. */
  readonly deployedAtMs: number;
  readonly byName: Readonly<Record<string, FunctionFingerprint>>;
}

/**
 * What is wrong with the functions, and what to remember of them.
 *
 * A function is as deployed if it is as it was in the first run after a deployment. A deployment is an update of the
 * stack, and a function that it changed was changed after it began. So neither a change by another way nor an update
 * of the stack that leaves the function alone makes us take changed code for deployed code. What was changed between a
 * deployment and the run after it cannot be told from what was deployed.
 *
 * @param functions by name; undefined: there is no such function.
 * @param known from an earlier run, if any.
 * @param reserved how much concurrency the template reserves, by the name of the function.
 */
export function judgeFunctions(
  functions: ReadonlyMap<string, FunctionSnapshot | undefined>,
  stack: StackSnapshot,
  known: KnownFunctions | undefined,
  reserved: ReadonlyMap<string, number> = new Map(),
): { readonly findings: readonly Finding[]; readonly known: KnownFunctions | undefined } {
  const findings: Finding[] = [];
  const byName: Record<string, FunctionFingerprint> = {};
  for (const [place, found] of functions) {
    const before = known?.byName[place];
    if (found === undefined) {
      findings.push({ kind: 'functionGone', place });
      if (before !== undefined) byName[place] = before;
      continue;
    }
    if (
      found.reservedConcurrency !== undefined &&
      found.reservedConcurrency !== reserved.get(place)
    ) {
      findings.push({ kind: 'functionLimited', place, detail: String(found.reservedConcurrency) });
    }
    const differences = differencesOf(found, before);
    const isDeployed =
      differences.length === 0 || before === undefined || isChangedBy(stack, found, known);
    byName[place] = isDeployed ? { code: found.code, settings: found.settings } : before;
    if (!isDeployed) {
      findings.push({ kind: 'functionChanged', place, detail: differences.join(', ') });
    }
  }
  return {
    findings,
    known: stack.isChanging ? known : { deployedAtMs: stack.changedAtMs, byName },
  };
}

/** Begins a hash of settings. An earlier version looked at fewer of them, and its hash says nothing of these. */
export const settingsForm = '2:';

function differencesOf(
  found: FunctionFingerprint,
  before: FunctionFingerprint | undefined,
): string[] {
  const isOtherForm =
    before !== undefined &&
    found.settings.startsWith(settingsForm) !== before.settings.startsWith(settingsForm);
  return (['code', 'settings'] as const).filter(
    (part) => before?.[part] !== found[part] && !(part === 'settings' && isOtherForm),
  );
}

/** Whether the stack was deployed since the function was last known, and the function was changed since then. */
function isChangedBy(
  stack: StackSnapshot,
  { lastModifiedMs }: FunctionSnapshot,
  known: KnownFunctions | undefined,
): boolean {
  const isNewDeployment = known === undefined || stack.changedAtMs > known.deployedAtMs;
  return isNewDeployment && lastModifiedMs >= stack.changedAtMs;
}

/**
 * While CloudFormation changes the stack, rules and functions are of two deployments. What is found then is told when
 * the next run finds it again.
 */
export function isSettled(
  stack: StackSnapshot | undefined,
  lastRunKeys: readonly string[],
): (finding: Finding) => boolean {
  return (finding) => !stack?.isChanging || lastRunKeys.includes(findingKey(finding));
}
