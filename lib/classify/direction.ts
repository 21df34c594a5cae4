import type { UseFacts } from '../root-activity.ts';
import { effectOfName } from './direction-names.ts';
import type { Direction, EffectKind } from './effect.ts';

type Change = Pick<UseFacts, 'eventSource' | 'eventName' | 'effects' | 'omitted'>;

/** Effects that let somebody in or switch protection off, the gravest first. */
const riskier: readonly EffectKind[] = [
  'grantsAdmin',
  'opensToAll',
  'switchesOff',
  'weakens',
  'opensNetwork',
  'opens',
];

/** Effects that shut somebody out or switch protection on. */
const safer: readonly EffectKind[] = [
  'takesAdmin',
  'closes',
  'closesNetwork',
  'switchesOn',
  'strengthens',
];

/**
 * Whether a call makes things riskier or safer. Undefined: it does neither, or the record does not tell. One risky
 * effect outweighs any number of safe ones, since a thief could add these to hide it.
 */
export function directionOf(use: Change): Direction | undefined {
  return directionOfEffect(mainEffectOf(use));
}

export function directionOfEffect(effect: EffectKind | undefined): Direction | undefined {
  if (effect === undefined) return undefined;
  return riskier.includes(effect) ? 'riskier' : 'safer';
}

/** The effect that a call is told by: the gravest. */
export function mainEffectOf({
  eventSource,
  eventName,
  effects,
  omitted,
}: Change): EffectKind | undefined {
  const byName = effectOfName(eventSource, eventName);
  const kinds = new Set<EffectKind | undefined>([byName, ...effects.map(({ kind }) => kind)]);
  const gravest = riskier.find((kind) => kinds.has(kind));
  if (gravest !== undefined) return gravest;
  // What AWS left out of the record may be the risky part, unless the name alone says what the call does.
  const isWhole = !omitted.includes('request');
  return safer.find((kind) => kinds.has(kind) && (isWhole || kind === byName));
}
