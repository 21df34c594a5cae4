import { severities } from '../classify/classes.ts';
import type { DeliveryDeps } from '../delivery/delivery-deps.ts';
import { tellAndKeep } from '../delivery/tell-and-keep.ts';
import type { Telling } from '../delivery/tell-once.ts';
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
    {
      id: `planned-${window.id}-opened`,
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
    { kind: 'planned', deed: 'opened', window },
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
    {
      id: `planned-${window.id}-closed`,
      about: aboutOfAll(window),
      messageIn: async (locale) => {
        const count = await ledger.plannedCount(window.id);
        return composeClosing(window, count, config.accountNames, { locale });
      },
    },
    { kind: 'planned', deed: 'closed', window },
    endsAtMs,
    delivery,
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
