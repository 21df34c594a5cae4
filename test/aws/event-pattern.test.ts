import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../integration/support/event-pattern.ts';
import { vectors, vectorsBesideMoto } from '../integration/support/event-pattern-vectors.ts';
import { runTool } from './support/run-tool.ts';

interface Case {
  readonly pattern: object;
  readonly event: object;
}

const MATCHER = new URL('support/match-with-moto.py', import.meta.url).pathname;
const GENERATED_CASES = 5_000;
const SEED = 20_261_122;

async function matchWithMoto(cases: readonly Case[]): Promise<boolean[]> {
  return JSON.parse(await runTool('python3', [MATCHER], JSON.stringify(cases)));
}

// A small vocabulary, so that patterns and events meet often. Left out is what moto is known to decide otherwise than
// AWS (vectorsBesideMoto): objects within arrays, arrays within arrays, empty containers, booleans beside numbers.
const word = fc.constantFrom('', 'a', 'ab', 'AB', 'b.a', 'a*b', '\\', 'aws.iam', 'Root');
const number = fc.constantFrom(-5, 2, 2.5, 300, 4_999_999_999);
const scalar = fc.oneof(word, number, fc.boolean(), fc.constant(null));
const key = fc.constantFrom('a', 'b', 'c');

const event = fc.letrec<{ node: unknown; object: object }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(scalar, { minLength: 1, maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
})).object;

const filter = fc.oneof(
  scalar,
  fc.record({ prefix: word }),
  fc.record({ suffix: word }),
  fc.record({ 'equals-ignore-case': word }),
  fc.record({ exists: fc.boolean() }),
  fc.record({
    'anything-but': fc.oneof(
      word,
      number,
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.array(number, { minLength: 1, maxLength: 3 }),
    ),
  }),
);

const filters = fc.array(filter, { minLength: 1, maxLength: 2 });
const plain = fc.letrec<{ node: unknown; object: object }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, filters, tie('object')),
  object: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
})).object;
// The alternatives ask for keys that the rest does not: EventBridge refuses a path asked for twice.
const pattern = fc.oneof(
  plain,
  fc
    .tuple(
      fc.dictionary(fc.constant('d'), filters, { noNullPrototype: true }),
      fc.array(plain, { minLength: 2, maxLength: 3 }),
    )
    .map(([rest, alternatives]) => ({ ...rest, $or: alternatives })),
);

const generated = fc.record({ pattern, event });

describe('our matcher and that of moto decide alike', () => {
  it('on the vectors of every operator', async () => {
    const cases = vectors.flatMap(({ pattern, passes, refuses }) =>
      [...passes, ...refuses].map((event) => ({ pattern, event })),
    );
    const answers = await matchWithMoto(cases);
    expect(answers).toHaveLength(cases.length);
    expect(
      cases.filter((one, index) => answers[index] !== matches(one.pattern, one.event)),
    ).toEqual([]);
  });

  it('on generated patterns and events', async () => {
    const cases = fc.sample(generated, {
      numRuns: GENERATED_CASES,
      seed: SEED,
    });
    const answers = await matchWithMoto(cases);
    expect(
      cases.filter((one, index) => answers[index] !== matches(one.pattern, one.event)),
    ).toEqual([]);

    const passed = answers.filter(Boolean).length;
    expect(passed).toBeGreaterThan(GENERATED_CASES / 20);
    expect(passed).toBeLessThan(GENERATED_CASES / 2);
  });

  it('but for what moto decides otherwise than AWS, so that no exception is claimed in vain', async () => {
    const cases = vectorsBesideMoto.flatMap(({ pattern, passes, refuses }) =>
      [...passes, ...refuses].map((event) => ({ pattern, event })),
    );
    const answers = await matchWithMoto(cases);
    expect(
      cases.filter((one, index) => answers[index] === matches(one.pattern, one.event)),
    ).toEqual([]);
  });
});
