import type { Effect } from '../../classify/effect.ts';
import type { Affected, AffectedKind, OmittedPart } from '../../root-activity.ts';
import type { Call } from '../effects/call.ts';
import { openingsOf } from './openings.ts';
import { places } from './places.ts';
import { formerReceiversIn, receiversIn } from './receivers.ts';
import { textsAt, valuesAt } from './value-at.ts';

/** More than this would bury the rest of the message. */
const maxAffected = 5;
const maxValues = 3;

/** What says who gains or loses access, and what changes. It is never left out. */
const access: readonly AffectedKind[] = [
  'setting',
  'openedTo',
  'closedTo',
  'egressOpenedTo',
  'egressClosedTo',
  'sharedWith',
  'noLongerSharedWith',
];

/**
 * What a call affects: the resources it acts on, then what it changes and who gains or loses access by it. At most five
 * kinds, and three names of each with the number of the others.
 *
 * @param call as the record has it: hostile.
 * @param response as the record has it: hostile.
 * @param effects of the call, whose settings are shown.
 */
export function affectedOf(
  call: Call,
  response: unknown,
  effects: readonly Effect[],
): readonly Affected[] {
  const { service, request } = call;
  const openings = openingsOf(call);
  const resources = places
    .filter((place) => place.service === undefined || place.service === service)
    .map(({ kind, paths }) => ({ kind, values: firstFound(paths, request, response) }));
  const changes = [
    { kind: 'setting', values: settingsOf(call, effects) },
    openings,
    { kind: 'sharedWith', values: receiversIn(request) },
    { kind: 'noLongerSharedWith', values: formerReceiversIn(request) },
  ] as const;
  const known = new Set<AffectedKind>();
  const all: Affected[] = [];
  for (const { kind, values } of [...resources, ...changes]) {
    if (values.length === 0 || known.has(kind)) continue;
    known.add(kind);
    all.push({ kind, ...named(kind === 'queue' ? values.map(queueName) : values) });
  }
  const kept = all.filter(({ kind }) => access.includes(kind));
  const others = all.filter((item) => !kept.includes(item));
  return [...others.slice(0, Math.max(1, maxAffected - kept.length)), ...kept];
}

/**
 * The parts of a record that AWS left out since they have more than 100 kB. It writes `"omitted": true` in their place
 * (CloudTrail User Guide, "CloudTrail record contents").
 */
export function omittedParts(request: unknown, response: unknown): readonly OmittedPart[] {
  const isOmitted = (part: unknown): boolean =>
    [true, 'true'].includes(valuesAt(part, ['omitted'])[0] as string);
  return [
    ...(isOmitted(request) ? (['request'] as const) : []),
    ...(isOmitted(response) ? (['response'] as const) : []),
  ];
}

function firstFound(paths: readonly string[], request: unknown, response: unknown): string[] {
  for (const path of paths) {
    const values = path.startsWith('→') ? textsAt(response, path.slice(1)) : textsAt(request, path);
    if (values.length > 0) return values;
  }
  return [];
}

/** The first names, and how many more there are. */
function named(values: readonly string[]): Omit<Affected, 'kind'> {
  const distinct = [...new Set(values)];
  const value = distinct.slice(0, maxValues).join(', ');
  const more = distinct.length - maxValues;
  return more > 0 ? { value, more } : { value };
}

/** Parameters that AWS masks, or that no message should carry, so that only their name says what changes. */
const masked = ['masterUserPassword', 'newPassword', 'userData', 'userData.value'];
/** Parameters that say what a call is about, though they name nothing. */
const shown = ['productionAccessEnabled'];

function settingsOf({ request }: Call, effects: readonly Effect[]): string[] {
  const hidden = masked.filter((path) => textsAt(request, path).length > 0);
  const plain = shown.flatMap((path) =>
    valuesAt(request, [path]).map((value) => `${path} = ${JSON.stringify(value)}`),
  );
  return [
    ...hidden.map((path) => path.replace('.value', '')),
    ...plain,
    ...effects.flatMap(({ setting }) => setting ?? []),
  ];
}

/** `orders`, of `https://sqs.us-east-1.amazonaws.com/111122223333/orders`. */
function queueName(url: string): string {
  return url.replace(/^.*[/:]/, '');
}
