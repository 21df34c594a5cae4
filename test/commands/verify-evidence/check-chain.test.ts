import { describe, expect, test } from 'vitest';
import { type ChainedObject, checkChain } from '../../../commands/verify-evidence/check-chain.ts';
import { emptyChain, hashOf, keyOf, linked } from '../../../lib/evidence/chain.ts';

/** A chain of so many objects. */
function chain(count: number): { key: string; text: string }[] {
  const objects: { key: string; text: string }[] = [];
  for (let number = 1, hash = emptyChain.hash; number <= count; number += 1) {
    const text = linked(JSON.stringify({ id: `use-${number}` }), { number: number - 1, hash });
    objects.push({ key: keyOf(number), text });
    hash = hashOf(text);
  }
  return objects;
}

async function check(objects: readonly { key: string; text: string | undefined }[]) {
  const seen: ChainedObject[] = [];
  async function* versions() {
    for (const { key, text } of objects) yield { key, text, isDeleteMarker: false };
  }
  const { faults } = await checkChain(versions(), [], (object) => seen.push(object));
  return {
    faults: faults.map(({ kind }) => kind),
    sound: seen.filter(({ isSound }) => isSound).map(({ number }) => number),
  };
}

const replaced = (index: number, count = 5) =>
  chain(count).map((it, at) =>
    at === index ? { ...it, text: it.text.replace('use-', 'other-') } : it,
  );

describe('what an object says is taken', () => {
  test('where the chain is whole, from each', async () => {
    expect(await check(chain(3))).toEqual({ faults: [], sound: [1, 2, 3] });
  });

  test('neither from one that was replaced, nor from the one that shows it', async () => {
    expect(await check(replaced(2))).toEqual({ faults: ['replaced'], sound: [1, 2, 5] });
    expect(await check(replaced(0))).toEqual({ faults: ['replaced'], sound: [3, 4, 5] });
  });

  test('from none that was written twice: nobody knows which is ours', async () => {
    const [first, second, third] = chain(3);
    if (!first || !second || !third) throw new Error('no chain');
    const forged = { ...second, text: second.text.replace('use-2', 'use-9') };
    for (const pair of [
      [second, forged],
      [forged, second],
    ]) {
      const { faults, sound } = await check([first, ...pair, third]);
      expect(faults).toContain('again');
      expect(sound).not.toContain(2);
      expect(sound).toContain(1);
    }
  });

  test('from those beside a gap', async () => {
    expect(await check(chain(4).filter((_, index) => index !== 1))).toEqual({
      faults: ['missing'],
      sound: [1, 3, 4],
    });
  });

  test('from none that is too large to be ours, or of the same use as another', async () => {
    const [first, second] = chain(2);
    const large = await check([{ key: keyOf(1), text: undefined }, ...(second ? [second] : [])]);
    expect(large).toEqual({ faults: ['tooLarge', 'missing'], sound: [2] });
    const text = linked('{"id":"use-1"}', { number: 1, hash: hashOf(first?.text ?? '') });
    const twin = await check([...(first ? [first] : []), { key: keyOf(2), text }]);
    expect(twin).toEqual({ faults: ['twin'], sound: [1] });
  });
});
