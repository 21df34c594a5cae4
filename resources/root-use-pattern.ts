import type { VariableContext } from '../plugin/framework.ts';

type Alternative = Readonly<Record<string, unknown>>;

interface Pattern {
  readonly detail: { readonly $or: readonly Alternative[] };
}

/**
 * The event pattern of the rules: resources/root-use-pattern.yml, or with `reads: off` the same without what root only
 * reads.
 */
export async function rootUsePattern({ resolveVariable }: VariableContext): Promise<object> {
  const pattern = (await resolveVariable('file(resources/root-use-pattern.yml)')) as Pattern;
  if ((await resolveVariable('self:custom.reads')) !== 'off') return pattern;
  const { $or: alternatives, ...rest } = pattern.detail;
  return {
    ...pattern,
    detail: {
      ...rest,
      $or: alternatives.flatMap((alternative) =>
        // What the pattern asks for by name is told even if AWS calls it a read.
        alternative['eventName'] === undefined ? withoutReads(alternative) : [alternative],
      ),
    },
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
