import { createRequire } from 'node:module';

type Named = Record<string, unknown>;
/** Its type, such as `N`, and what it is. */
type Value = { readonly [type: string]: unknown };

/** What an expression's names and values stand for; those that it uses are struck off the unused. */
type Context = {
  readonly attrNames?: Named;
  readonly attrVals?: Record<string, Value>;
  readonly unusedAttrNames: Named;
  readonly unusedAttrVals: Named;
};
type Parser = { parse(expression: string, options: { context: Context }): unknown };
type Parsed = {
  readonly result: unknown;
  /** The values that it was parsed with, which stand in the result for those of other calls. */
  readonly values: Readonly<Record<string, Value>>;
  readonly used: readonly string[];
};

const load = createRequire(import.meta.url);

/**
 * Lets dynalite parse each expression once. It would parse it for each call, which is most of what a call costs, and
 * here thousands of calls differ in nothing but their values: those are put into what was parsed before. An expression
 * is another one when its names, or the types of its values, are others. BETWEEN compares values: there, the order of its
 * numbers counts, too.
 */
export function rememberExpressions(): void {
  for (const name of ['conditionParser', 'updateParser']) {
    const parser = load(`dynalite/db/${name}.js`) as Parser;
    const parse = parser.parse.bind(parser);
    const known = new Map<string, Parsed>();
    parser.parse = (expression, options) => {
      const { attrNames = {}, attrVals = {}, unusedAttrNames, unusedAttrVals } = options.context;
      const unused = () => [...Object.keys(unusedAttrNames), ...Object.keys(unusedAttrVals)];
      let key = expression;
      for (const name in attrNames) key += `\0${name}\0${attrNames[name]}`;
      for (const name in attrVals) key += `\0${name}\0${Object.keys(attrVals[name] ?? {})}`;
      for (const name of unused()) key += `\0${name}`;
      if (/between/i.test(expression)) key += JSON.stringify(orderOf(Object.values(attrVals)));
      let parsed = known.get(key);
      if (parsed === undefined) {
        const before = unused();
        const result = parse(expression, options);
        const after = new Set(unused());
        parsed = { result, values: attrVals, used: before.filter((name) => !after.has(name)) };
        // An error says what the values were.
        if (typeof result === 'string') return result;
        known.set(key, parsed);
      }
      for (const name of parsed.used) {
        delete unusedAttrNames[name];
        delete unusedAttrVals[name];
      }
      const { values, result } = parsed;
      const swaps = Object.keys(values).map((name) => [values[name], attrVals[name]] as const);
      return copyOf(result, new Map(swaps));
    };
  }
}

/** Of each two values, which is greater. Where one is no number, the values themselves. */
function orderOf(values: readonly Value[]): unknown {
  const numbers = values.map((value) => Number(value['N']));
  if (numbers.some(Number.isNaN)) return values;
  return numbers.map((one) => numbers.map((other) => Math.sign(one - other)));
}

/** A copy in which some objects are others; dynalite writes into what the parser gives it. */
function copyOf(node: unknown, swaps: ReadonlyMap<unknown, unknown>): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (swaps.has(node)) return swaps.get(node);
  if (Array.isArray(node)) return node.map((item) => copyOf(item, swaps));
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, copyOf(value, swaps)]),
  );
}
