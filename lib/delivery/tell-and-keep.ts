import type { DeliveryDeps } from './delivery-deps.ts';
import { type Telling, tellOnce } from './tell-once.ts';

/**
 * Tells something as `tellOnce` does, and keeps it as evidence, where that is asked for. What could not be kept counts as untold, so that
 * whoever asks again keeps it.
 *
 * @param evidence what of it is kept, besides its id.
 */
export async function tellAndKeep(
  telling: Telling,
  evidence: { readonly kind: 'answer' | 'planned' } & Readonly<Record<string, unknown>>,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const outcome = await tellOnce(telling, endsAtMs, delivery);
  if (outcome === 'untold' || !delivery.config.hasEvidence) return outcome;
  const { kind, ...content } = evidence;
  const text = JSON.stringify({ kind, id: telling.id, ...content });
  return await delivery.ledger.addEvidence(telling.id, text).then(
    () => 'told',
    () => 'untold',
  );
}
