import type { Effect } from '../../classify/effect.ts';
import { valuesAt } from '../affected/value-at.ts';
import type { Call, FoundEffects } from './call.ts';

/** Where requests name with whom something is shared, and with whom no more. */
const additions = [
  'createVolumePermission.add.items',
  'launchPermission.add.items',
  'loadPermission.add.items',
  'valuesToAdd',
  'accountIdsToAdd',
];
const removals = [
  'createVolumePermission.remove.items',
  'launchPermission.remove.items',
  'loadPermission.remove.items',
  'valuesToRemove',
  'accountIdsToRemove',
];

/** The older form of the calls of EC2: an operation, and those whom it is about. */
const older = ['userIdSet.items', 'groupSet.items', 'userIds', 'groupNames', 'userId', 'userGroup'];

/** How EC2, RDS and Systems Manager write "everybody". */
const everybody = /^all$/i;

/** What lists of accounts in a request open or close. */
export function sharingEffects(call: Call): FoundEffects {
  const { request } = call;
  const operation = valuesAt(request, ['operationType'])[0];
  const added = [
    ...itemsAt(request, additions),
    ...(operation === 'add' ? itemsAt(request, older) : []),
  ];
  const removed = [
    ...itemsAt(request, removals),
    ...(operation === 'remove' ? itemsAt(request, older) : []),
  ];
  const effects: Effect[] = [];
  if (added.some(isEverybody)) effects.push({ kind: 'opensToAll' });
  else if (added.length > 0) effects.push({ kind: 'opens' });
  if (removed.length > 0) effects.push({ kind: 'closes' });
  const keys = [...additions, ...removals, ...older].map((path) => path.split('.')[0] ?? path);
  return { effects, keys };
}

function itemsAt(request: unknown, paths: readonly string[]): unknown[] {
  return paths
    .flatMap((path) => valuesAt(request, path.split('.')))
    .flat()
    .filter((item) => item !== '' && item !== null && item !== undefined);
}

function isEverybody(item: unknown): boolean {
  const names = typeof item === 'object' && item !== null ? Object.values(item) : [item];
  return names.some((name) => typeof name === 'string' && everybody.test(name));
}
