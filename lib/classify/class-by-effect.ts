import type { UseFacts } from '../root-activity.ts';
import type { EventClass } from './classes.ts';
import { mainEffectOf } from './direction.ts';
import type { EffectKind } from './effect.ts';

/** The class of an event that has no class by its name. */
const classOfEffect: Readonly<Partial<Record<EffectKind, EventClass>>> = {
  grantsAdmin: 'adminGranted',
  takesAdmin: 'identity',
  opensToAll: 'dataExposed',
  opensNetwork: 'networkExposed',
  closesNetwork: 'networkExposed',
  weakens: 'protectionChanged',
  strengthens: 'protectionChanged',
  switchesOff: 'watchChanged',
  switchesOn: 'watchChanged',
};

/**
 * The class of a use by what its request does, where that says more than its name. To give administrator rights is the
 * same however it is done, and so is to let everybody in.
 *
 * @param named the class by the name of the event, if the name has one.
 */
export function classByEffect(
  use: UseFacts,
  named: EventClass | undefined,
): EventClass | undefined {
  if (use.effects.some(({ kind }) => kind === 'grantsAdmin')) return 'adminGranted';
  const isOpenToAll = use.effects.some(({ kind }) => kind === 'opensToAll');
  // A role or a user that everybody may take is a way into the account.
  if (isOpenToAll && named === 'identity') return 'trust';
  if (named !== undefined && named !== 'action') return named;
  const effect = mainEffectOf(use);
  return (effect && classOfEffect[effect]) ?? named;
}
