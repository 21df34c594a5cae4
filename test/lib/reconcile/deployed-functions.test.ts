import { describe, expect, test } from 'vitest';
import { judgeFunctions, type KnownFunctions } from '../../../lib/reconcile/deployed-functions.ts';
import type { FunctionSnapshot, StackSnapshot } from '../../../lib/reconcile/snapshots.ts';

const deployedAtMs = 1_000_000;
const stack = (changedAtMs = deployedAtMs, isChanging = false): StackSnapshot => ({
  changedAtMs,
  isChanging,
});
const fn = (changes: Partial<FunctionSnapshot> = {}): FunctionSnapshot => ({
  code: 'code',
  settings: 'settings',
  lastModifiedMs: deployedAtMs + 1,
  reservedConcurrency: undefined,
  ...changes,
});
const judge = (
  found: FunctionSnapshot | undefined,
  known: KnownFunctions | undefined,
  of: StackSnapshot = stack(),
) => judgeFunctions(new Map([['outbox', found]]), of, known);

/** After the first run that follows a deployment. */
const known = judge(fn(), undefined).known;
const changed = (detail: string) => [{ kind: 'functionChanged', place: 'outbox', detail }];

describe('a function', () => {
  test('is taken as it is in the first run of all', () => {
    expect(judge(fn(), undefined).findings).toEqual([]);
    expect(known).toEqual({
      deployedAtMs,
      byName: { outbox: { code: 'code', settings: 'settings' } },
    });
  });

  test('that nobody changed is well, whatever became of the stack', () => {
    expect(judge(fn(), known).findings).toEqual([]);
    expect(judge(fn(), known, stack(2_000_000)).findings).toEqual([]);
  });

  test.each([
    ['code', { code: 'theirs' }],
    ['settings', { settings: 'theirs' }],
    ['code, settings', { code: 'theirs', settings: 'theirs' }],
  ])('whose %s somebody changed is found in every run', (detail, changes) => {
    const found = fn({ ...changes, lastModifiedMs: 5_000_000 });
    const first = judge(found, known);
    expect(first.findings).toEqual(changed(detail));
    expect(judge(found, first.known).findings).toEqual(changed(detail));
  });

  test('whose settings an earlier version looked at less closely is found by its code alone', () => {
    const found = fn({ settings: '2:settings' });
    const first = judge(found, known);
    expect(first.findings).toEqual([]);
    expect(judge({ ...found, settings: '2:theirs' }, first.known).findings).toEqual(
      changed('settings'),
    );
    expect(judge({ ...found, code: 'theirs' }, known).findings).toEqual(changed('code'));
  });

  test('that a deployment changed is taken as it is, and its old code is found from then on', () => {
    const next = judge(fn({ code: 'new', lastModifiedMs: 2_000_001 }), known, stack(2_000_000));
    expect(next.findings).toEqual([]);
    expect(judge(fn(), next.known, stack(2_000_000)).findings).toEqual(changed('code'));
  });

  test('that somebody changed is still found after an update of the stack that left it alone', () => {
    const found = fn({ code: 'theirs', lastModifiedMs: 1_500_000 });
    const after = judge(found, known, stack(2_000_000));
    expect(after.findings).toEqual(changed('code'));
    expect(judge(found, after.known, stack(2_000_000)).findings).toEqual(changed('code'));
  });

  test('that is put back as it was is well again', () => {
    const { known: then } = judge(fn({ code: 'theirs', lastModifiedMs: 5_000_000 }), known);
    expect(judge(fn({ lastModifiedMs: 6_000_000 }), then).findings).toEqual([]);
  });

  test('is not learned while a deployment is going on', () => {
    const during = judge(
      fn({ code: 'new', lastModifiedMs: 2_000_001 }),
      known,
      stack(2_000_000, true),
    );
    expect(during.findings).toEqual([]);
    expect(during.known).toEqual(known);
  });

  test('that is gone is found, and known again when it is back', () => {
    const gone = judge(undefined, known);
    expect(gone.findings).toEqual([{ kind: 'functionGone', place: 'outbox' }]);
    expect(judge(fn({ code: 'theirs' }), gone.known).findings).toEqual(changed('code'));
  });

  test.each([0, 1, 20])('with a reserved concurrency of %d is found', (reservedConcurrency) => {
    expect(judge(fn({ reservedConcurrency }), known).findings).toEqual([
      { kind: 'functionLimited', place: 'outbox', detail: String(reservedConcurrency) },
    ]);
  });

  test('with the concurrency that the template reserves for it is as deployed, and with any other is found', () => {
    const judgeReserved = (reservedConcurrency: number) =>
      judgeFunctions(
        new Map([['respond', fn({ reservedConcurrency })]]),
        stack(1_000_000),
        undefined,
        new Map([['respond', 5]]),
      ).findings;
    expect(judgeReserved(5)).toEqual([]);
    expect(judgeReserved(0)).toEqual([{ kind: 'functionLimited', place: 'respond', detail: '0' }]);
  });
});
