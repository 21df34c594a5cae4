import { severities } from '../classify/classes.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { type Telling, tellOnce } from '../delivery/tell-once.ts';
import { composeClosing, composeOpening } from '../messages/compose-planned.ts';
import { withWords } from '../messages/load-words.ts';
import type { OpeningFlags } from './decide-opening.ts';
import type { PlannedWindow } from './planned-window.ts';

/**
 * Tells that a window opens, to every room that is told of any use of its account: each of them is to call nobody.
 *
 * @param endsAtMs when posting ends, in clock time.
 */
export async function tellOpening(
  window: PlannedWindow,
  flags: OpeningFlags,
  stage: string,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { config } = delivery;
  return await tellAndKeep(
    'opened',
    window,
    {
      about: aboutOfAll(window),
      messageIn: async (locale) =>
        composeOpening(
          window,
          flags,
          config.accountNames,
          stage,
          await withWords({ ...config, locale }),
        ),
    },
    endsAtMs,
    delivery,
  );
}

/** Tells that a window is over, once, whoever asks for it. */
export async function tellClosing(
  window: PlannedWindow,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const { config, ledger } = delivery;
  return await tellAndKeep(
    'closed',
    window,
    {
      about: aboutOfAll(window),
      messageIn: async (locale) => {
        const count = await ledger.plannedCount(window.id);
        return composeClosing(window, count, config.accountNames, { locale });
      },
    },
    endsAtMs,
    delivery,
  );
}

/** What is told of a window is kept as evidence, where that is asked for. Without it, the window counts as untold. */
async function tellAndKeep(
  deed: 'opened' | 'closed',
  window: PlannedWindow,
  telling: Omit<Telling, 'id'>,
  endsAtMs: number,
  delivery: DeliveryDeps,
): Promise<'told' | 'untold'> {
  const id = `planned-${window.id}-${deed}`;
  const outcome = await tellOnce({ id, ...telling }, endsAtMs, delivery);
  if (outcome === 'untold' || !delivery.config.hasEvidence) return outcome;
  const evidence = JSON.stringify({ kind: 'planned', id, deed, window });
  return await delivery.ledger.addEvidence(id, evidence).then(
    () => 'told',
    () => 'untold',
  );
}

function aboutOfAll({ account }: PlannedWindow): Telling['about'] {
  return {
    uses: severities.map((severity) => ({
      severity,
      accounts: [account],
      cloud: 'aws' as const,
      isDrill: false,
    })),
  };
}
