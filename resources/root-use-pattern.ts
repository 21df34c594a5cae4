import { actingForAPerson } from '../lib/classify/acting-for-a-person.ts';
import type { VariableContext } from '../plugin/framework.ts';

type Alternative = Readonly<Record<string, unknown>>;

interface Pattern {
  readonly $or: readonly { readonly detail?: { readonly $or: readonly Alternative[] } }[];
}

/**
 * The event pattern of the rules: resources/root-use-pattern.yml with the values of `invokedBy` that mean a person, and
 * with `reads: off` without what root only reads.
 */
export async function rootUsePattern({ resolveVariable }: VariableContext): Promise<object> {
  const pattern = (await resolveVariable('file(resources/root-use-pattern.yml)')) as Pattern;
  const areReadsOff = (await resolveVariable('self:custom.reads')) === 'off';
  const changed = ($or: readonly Alternative[]): Alternative[] =>
    $or.map(withPersons).flatMap((alternative) =>
      // What the pattern asks for by name is told even if AWS calls it a read.
      areReadsOff && alternative['eventName'] === undefined
        ? withoutReads(alternative)
        : [alternative],
    );
  return {
    ...pattern,
    $or: pattern.$or.map((part) =>
      part.detail === undefined ? part : { detail: { $or: changed(part.detail.$or) } },
    ),
  };
}

/** An alternative without read-only calls. Sign-ins stay even if AWS calls them reads, as it does some. */
function withoutReads(alternative: Alternative): Alternative[] {
  return [
    // EventBridge cannot say "neither true nor "true"": `anything-but` takes only texts and numbers.
    {
      ...alternative,
      readOnly: [{ exists: false }, false, '', { 'equals-ignore-case': 'false' }],
    },
    { ...alternative, eventSource: ['signin.amazonaws.com'] },
  ];
}

/** Where `invokedBy` may be missing, it may also name a person or an agent. */
function withPersons(alternative: Alternative): Alternative {
  const { userIdentity } = alternative;
  if (!isObject(userIdentity) || !Array.isArray(userIdentity['invokedBy'])) return alternative;
  const filters: readonly unknown[] = userIdentity['invokedBy'];
  if (!filters.some((filter) => isObject(filter) && filter['exists'] === false)) return alternative;
  const invokedBy = [...filters, ...actingForAPerson.map((entry) => entry.invokedBy)];
  return { ...alternative, userIdentity: { ...userIdentity, invokedBy } };
}

function isObject(value: unknown): value is Alternative {
  return typeof value === 'object' && value !== null;
}
