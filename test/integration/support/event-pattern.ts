type Scalar = string | number | boolean | null;
type Json = Readonly<Record<string, unknown>>;

/**
 * Says whether EventBridge would pass `event` to the targets of a rule with `pattern`, for what our patterns use: exact
 * values, `prefix`, `suffix`, `equals-ignore-case`, `anything-but`, `exists` and `$or`. Works as the engine that AWS publishes
 * (github.com/aws/event-ruler: README, JsonRuleCompiler) and as
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html says.
 *
 * @param pattern the JSON of a rule's `EventPattern`
 * @param event a whole event with its envelope
 * @throws Error when AWS would not take the pattern, when it uses another operator, or when it asks for a path within the objects
 * of an array, which AWS decides by rules of its own: what is not known is refused, never guessed at.
 */
export function matches(pattern: unknown, event: unknown): boolean {
  if (!isObject(event)) throw new Error('an event is a JSON object');
  checkPaths(pattern, '', new Set());
  return meets(pattern as Json, event);
}

function meets(pattern: Json, event: Json): boolean {
  return Object.entries(pattern).every(([key, child]) => {
    if (key === '$or') return (child as Json[]).some((alternative) => meets(alternative, event));
    if (Array.isArray(child)) return meetsOne(child, valuesOf(event[key]));
    return meets(child as Json, objectAt(event[key], key));
  });
}

/** @returns whether one of the values passes one of the filters, or there is none and that passes */
function meetsOne(filters: readonly unknown[], values: readonly Scalar[]): boolean {
  return filters.some((filter) =>
    isObject(filter) && filter['exists'] === false
      ? values.length === 0
      : values.some((value) => passes(filter, value)),
  );
}

/** An array offers each of its values, however deep; an object is none. */
function valuesOf(node: unknown): readonly Scalar[] {
  return [node].flat(Number.POSITIVE_INFINITY).filter(isScalar);
}

function objectAt(node: unknown, key: string): Json {
  if (isObject(node)) return node;
  if ([node].flat(Number.POSITIVE_INFINITY).some(isObject)) {
    throw new Error(`pattern ${key}: asks for what is in the objects of an array`);
  }
  return {};
}

function passes(filter: unknown, value: Scalar): boolean {
  if (isScalar(filter)) return value === filter;
  const [[operator, operand] = []] = Object.entries(filter as Json);
  if (operator === 'exists') return true;
  if (operator === 'anything-but') return ![operand].flat().some((one) => passes(one, value));
  if (typeof value !== 'string' || typeof operand !== 'string') return false;
  if (operator === 'prefix') return value.startsWith(operand);
  if (operator === 'suffix') return value.endsWith(operand);
  return value.toLowerCase() === operand.toLowerCase();
}

/** @param taken paths that are asked for already, to which this adds its own */
function checkPaths(pattern: unknown, path: string, taken: Set<string>): void {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new Error(`pattern ${path}: not an object with at least one key`);
  }
  const { $or: alternatives, ...rest } = pattern;
  for (const [key, child] of Object.entries(rest)) {
    const below = `${path}.${key}`;
    if (!Array.isArray(child)) checkPaths(child, below, taken);
    else if (child.length === 0 || !child.every(isFilter)) {
      throw new Error(`pattern ${below}: not a list of filters that are known here`);
    } else if (taken.has(below)) throw new Error(`pattern ${below}: asked for twice`);
    else taken.add(below);
  }
  if (alternatives === undefined) return;
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new Error(`pattern ${path}: $or needs a list of two or more objects`);
  }
  const inAlternatives = alternatives.map((alternative) => {
    const own = new Set(taken);
    checkPaths(alternative, path, own);
    return own;
  });
  for (const own of inAlternatives) for (const one of own) taken.add(one);
}

function isFilter(filter: unknown): boolean {
  if (isScalar(filter)) return true;
  const [[operator = '', operand] = [], ...others] = isObject(filter) ? Object.entries(filter) : [];
  if (others.length > 0) return false;
  if (operator === 'exists') return typeof operand === 'boolean';
  if (operator === 'anything-but') {
    const refused = [operand].flat();
    return ['string', 'number'].some(
      (type) => refused.length > 0 && refused.every((one) => typeof one === type),
    );
  }
  return (
    ['prefix', 'suffix', 'equals-ignore-case'].includes(operator) && typeof operand === 'string'
  );
}

function isObject(node: unknown): node is Json {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function isScalar(node: unknown): node is Scalar {
  return node === null || ['string', 'number', 'boolean'].includes(typeof node);
}
