import { BlockList, isIP } from 'node:net';

type Scalar = string | number | boolean | null;
type Test = (value: Scalar) => boolean;

/** Which element of each array above it a field of the event lies in. */
type Position = ReadonlyMap<readonly unknown[], number>;

interface Field {
  readonly value: Scalar;
  readonly position: Position;
}

/** What one path of a pattern asks for: a value that passes one of the tests, or (`mayBeAbsent`) none at all. */
interface Condition {
  readonly mayBeAbsent: boolean;
  readonly tests: readonly Test[];
}

/** All the conditions of a pattern without `$or`, by path (steps joined with dots, as EventBridge does). */
type Branch = ReadonlyMap<string, Condition>;

/** EventBridge compares numbers within this range only. */
const NUMERIC_LIMIT = 5e9;

const COMPARISONS: Readonly<Record<string, (value: number, operand: number) => boolean>> = {
  '=': (value, operand) => value === operand,
  '<': (value, operand) => value < operand,
  '<=': (value, operand) => value <= operand,
  '>': (value, operand) => value > operand,
  '>=': (value, operand) => value >= operand,
};

/**
 * Says whether EventBridge would pass `event` to the targets of a rule with `pattern`.
 *
 * `pattern` is the JSON of a rule's `EventPattern`, `event` a whole event with its envelope. Works as
 * the engine that AWS publishes does (github.com/aws/event-ruler: README, JsonRuleCompiler, Event,
 * ACFinder): every path of the pattern must be met, an array in the event offers each of its
 * elements, and no two paths may be met by different elements of one array. Comparisons are those of
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.
 *
 * @throws Error when the pattern is not one that AWS accepts for an event bus, whatever the event:
 * an unknown operator or operand is refused, never guessed at.
 */
export function matches(pattern: unknown, event: unknown): boolean {
  const branches = branchesOf(pattern, '', [new Map()]);
  const fields = fieldsOf(event);
  return branches.some((branch) => meets([...branch].sort(byPath), fields, new Map()));
}

function byPath(
  [left]: readonly [string, Condition],
  [right]: readonly [string, Condition],
): number {
  return left < right ? -1 : 1;
}

function meets(
  conditions: readonly (readonly [string, Condition])[],
  fields: ReadonlyMap<string, readonly Field[]>,
  position: Position,
): boolean {
  const [first, ...rest] = conditions;
  if (first === undefined) {
    return true;
  }
  const [path, { mayBeAbsent, tests }] = first;
  const candidates = (fields.get(path) ?? []).filter((field) => agree(position, field.position));
  if (mayBeAbsent && candidates.length === 0 && meets(rest, fields, position)) {
    return true;
  }
  return candidates.some(
    (field) =>
      tests.some((test) => test(field.value)) &&
      meets(rest, fields, new Map([...position, ...field.position])),
  );
}

function agree(left: Position, right: Position): boolean {
  return [...right].every(([array, index]) => (left.get(array) ?? index) === index);
}

function fieldsOf(event: unknown): Map<string, Field[]> {
  if (!isObject(event)) {
    throw new Error('an event is a JSON object');
  }
  const fields = new Map<string, Field[]>();
  const visit = (node: unknown, path: string, position: Position): void => {
    if (Array.isArray(node)) {
      for (const [index, element] of node.entries()) {
        const inside = typeof element === 'object' && element !== null;
        visit(element, path, inside ? new Map([...position, [node, index]]) : position);
      }
    } else if (isObject(node)) {
      for (const [key, child] of Object.entries(node)) {
        visit(child, join(path, key), position);
      }
    } else if (isScalar(node)) {
      fields.set(path, [...(fields.get(path) ?? []), { value: node, position }]);
    }
  };
  visit(event, '', new Map());
  return fields;
}

function branchesOf(pattern: unknown, path: string, above: readonly Branch[]): readonly Branch[] {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new Error(`pattern ${path}: not an object with at least one key`);
  }
  let branches = above;
  for (const [key, child] of Object.entries(pattern)) {
    if (key === '$or') {
      branches = alternativesOf(child, path, branches);
    } else if (Array.isArray(child)) {
      branches = withCondition(branches, join(path, key), conditionOf(child, join(path, key)));
    } else {
      branches = branchesOf(child, join(path, key), branches);
    }
  }
  return branches;
}

function alternativesOf(child: unknown, path: string, above: readonly Branch[]): readonly Branch[] {
  if (!Array.isArray(child) || child.length < 2) {
    throw new Error(`pattern ${path}: $or needs a list of two or more objects`);
  }
  return child.flatMap((alternative) => branchesOf(alternative, path, above));
}

function withCondition(
  branches: readonly Branch[],
  path: string,
  condition: Condition,
): readonly Branch[] {
  return branches.map((branch) => {
    if (branch.has(path)) {
      throw new Error(`pattern ${path}: asked for twice`);
    }
    return new Map([...branch, [path, condition]]);
  });
}

function conditionOf(filters: readonly unknown[], path: string): Condition {
  if (filters.length === 0) {
    throw new Error(`pattern ${path}: an empty list`);
  }
  const present = filters.filter((filter) => !isAbsence(filter));
  return {
    mayBeAbsent: present.length < filters.length,
    tests: present.map((filter) => testOf(filter, path)),
  };
}

function isAbsence(filter: unknown): boolean {
  return isObject(filter) && Object.keys(filter).length === 1 && filter['exists'] === false;
}

function testOf(filter: unknown, path: string): Test {
  if (isScalar(filter)) {
    return (value) => value === filter;
  }
  const [operator, operand] = soleEntry(filter, path);
  switch (operator) {
    case 'exists':
      if (operand !== true) {
        throw new Error(`pattern ${path}: exists takes true or false`);
      }
      return () => true;
    case 'numeric':
      return numericTest(operand, path);
    case 'anything-but':
      return anythingButTest(operand, path);
    case 'cidr':
      return cidrTest(operand, path);
    default:
      return stringTest(operator, operand, path);
  }
}

function stringTest(operator: string, operand: unknown, path: string): Test {
  if ((operator === 'prefix' || operator === 'suffix') && isObject(operand)) {
    const [inner, text] = soleEntry(operand, path);
    if (inner !== 'equals-ignore-case' || typeof text !== 'string') {
      throw new Error(`pattern ${path}: unknown ${operator} ${JSON.stringify(operand)}`);
    }
    const test = stringTest(operator, text.toLowerCase(), path);
    return (value) => typeof value === 'string' && test(value.toLowerCase());
  }
  if (typeof operand !== 'string') {
    throw new Error(`pattern ${path}: ${operator} does not take ${JSON.stringify(operand)}`);
  }
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(operand);
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(operand);
    case 'equals-ignore-case': {
      const folded = operand.toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === folded;
    }
    case 'wildcard': {
      const expression = wildcardExpression(operand, path);
      return (value) => typeof value === 'string' && expression.test(value);
    }
    default:
      throw new Error(`pattern ${path}: unknown operator ${operator}`);
  }
}

function wildcardExpression(wildcard: string, path: string): RegExp {
  if (!/^(?:[^*\\]|\\[*\\]|\*(?!\*))*$/su.test(wildcard)) {
    throw new Error(`pattern ${path}: wildcard ${wildcard} has ** or escapes what needs none`);
  }
  const source = wildcard.replace(/\\[*\\]|\*|[$()+.?[\]^{|}]/gu, (token) => {
    if (token === '*') {
      return '.*';
    }
    return token.startsWith('\\') ? token : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 'su');
}

function anythingButTest(operand: unknown, path: string): Test {
  if (isObject(operand)) {
    const [operator, texts] = soleEntry(operand, path);
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator)) {
      throw new Error(`pattern ${path}: anything-but does not take ${operator}`);
    }
    const refused = listOf(texts, path).map((text) => {
      if (typeof text !== 'string') {
        throw new Error(`pattern ${path}: anything-but ${operator} takes strings only`);
      }
      return stringTest(operator, text, path);
    });
    return (value) => !refused.some((test) => test(value));
  }
  const values = listOf(operand, path);
  if (!['string', 'number'].some((type) => values.every((value) => typeof value === type))) {
    throw new Error(`pattern ${path}: anything-but takes strings only or numbers only`);
  }
  return (value) => !values.includes(value);
}

function numericTest(operand: unknown, path: string): Test {
  const terms: readonly unknown[] = Array.isArray(operand) ? operand : [];
  const isRange = /^>=?,[^,]*,<=?,[^,]*$/.test(terms.join());
  if (terms.length !== (isRange ? 4 : 2)) {
    throw new Error(`pattern ${path}: not a numeric comparison: ${JSON.stringify(operand)}`);
  }
  const lower = comparison(terms[0], terms[1], path);
  const upper = isRange ? comparison(terms[2], terms[3], path) : lower;
  return (value) =>
    typeof value === 'number' && Math.abs(value) <= NUMERIC_LIMIT && lower(value) && upper(value);
}

function comparison(operator: unknown, bound: unknown, path: string): (value: number) => boolean {
  const compare = typeof operator === 'string' ? COMPARISONS[operator] : undefined;
  if (compare === undefined || typeof bound !== 'number' || Math.abs(bound) > NUMERIC_LIMIT) {
    throw new Error(`pattern ${path}: not a numeric comparison: ${operator} ${bound}`);
  }
  return (value) => compare(value, bound);
}

function cidrTest(operand: unknown, path: string): Test {
  const [, network = '', bits = ''] = /^([^/]+)\/(\d+)$/.exec(String(operand)) ?? [];
  const family = isIP(network);
  if (family === 0 || Number(bits) >= (family === 4 ? 32 : 128)) {
    throw new Error(`pattern ${path}: not a CIDR block: ${JSON.stringify(operand)}`);
  }
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return (value) =>
    typeof value === 'string' &&
    isIP(value) === family &&
    block.check(value, family === 4 ? 'ipv4' : 'ipv6');
}

function soleEntry(node: unknown, path: string): readonly [string, unknown] {
  const [entry, ...others] = isObject(node) ? Object.entries(node) : [];
  if (entry === undefined || others.length > 0) {
    throw new Error(`pattern ${path}: not one operator: ${JSON.stringify(node)}`);
  }
  return entry;
}

function listOf(operand: unknown, path: string): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) {
    throw new Error(`pattern ${path}: an empty list`);
  }
  return list;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function isScalar(node: unknown): node is Scalar {
  return node === null || ['string', 'number', 'boolean'].includes(typeof node);
}
