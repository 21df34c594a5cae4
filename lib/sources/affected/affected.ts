import type { Effect } from '../../classify/effect.ts';
import type { Affected, AffectedKind, OmittedPart } from '../../root-activity.ts';
import type { Call } from '../effects/call.ts';
import { mainNamesIn } from './main-names.ts';
import { openingsOf } from './openings.ts';
import { type Place, places } from './places.ts';
import { formerReceiversIn, receiversIn, recipientsIn } from './receivers.ts';
import { textsAt, valuesAt } from './value-at.ts';

/** More than this would bury the rest of the message. */
const maxAffected = 5;
const maxValues = 3;

/** What says more about a thing and is not the thing itself. */
const beside: readonly AffectedKind[] = ['count', 'instanceType', 'service', 'destination', 'path'];

/** Calls whose request names who loses access. */
const takesAway = /^(?:Batch)?(?:Revoke|Remove|Retire|Deauthorize|Disassociate|Delete|Reject)/;

/** What says who gains or loses access, and what changes. It is never left out. */
const access: readonly AffectedKind[] = [
  'setting',
  'openedTo',
  'closedTo',
  'egressOpenedTo',
  'egressClosedTo',
  'sharedWith',
  'sentTo',
  'noLongerSharedWith',
];

/**
 * What a call affects: the resources it acts on, then what it changes and who gains or loses access by it. At most five
 * kinds, and three names of each with the number of the others.
 *
 * @param call as the record has it: hostile.
 * @param response as the record has it: hostile.
 * @param effects of the call, whose settings are shown.
 * @param accountId of the account that the call was made in. Undefined: not known.
 */
export function affectedOf(
  call: Call,
  response: unknown,
  effects: readonly Effect[],
  accountId?: string,
): readonly Affected[] {
  const { request } = call;
  const openings = openingsOf(call);
  const resources = places
    .filter((place) => isMeant(place, call))
    .map(({ kind, paths }) => ({ kind, values: firstFound(paths, request, response) }));
  const isNamed = resources.some(({ kind, values }) => values.length > 0 && !beside.includes(kind));
  const unknown = isNamed || call.service === 'signin' ? [] : mainNamesIn(call, response);
  const isTakingAway = takesAway.test(call.eventName);
  const changes = [
    { kind: 'resource', values: unknown },
    { kind: 'setting', values: settingsOf(call, effects) },
    openings,
    { kind: 'sharedWith', values: isTakingAway ? [] : receiversIn(call, accountId) },
    { kind: 'sentTo', values: isTakingAway ? [] : recipientsIn(call, accountId) },
    {
      kind: 'noLongerSharedWith',
      values: [
        ...formerReceiversIn(request),
        ...(isTakingAway ? receiversIn(call, accountId) : []),
      ],
    },
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

/** What AWS writes in place of a value, and what Glacier calls the account of the caller. */
const empty = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|-|\*+)$/;

function isMeant({ service, events }: Place, call: Call): boolean {
  return (
    (service === undefined || service === call.service) &&
    (events === undefined || events.test(call.eventName))
  );
}

function firstFound(paths: readonly string[], request: unknown, response: unknown): string[] {
  for (const path of paths) {
    const found = path.startsWith('→') ? textsAt(response, path.slice(1)) : textsAt(request, path);
    const values = found.filter((value) => !empty.test(value));
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
const shown = [
  'productionAccessEnabled',
  'minimumPasswordLength',
  'maxPasswordAge',
  'billingAccess',
  'policyType',
  'retentionInDays',
  'maxSize',
  'desiredCapacity',
  'pendingWindowInDays',
  'skipFinalSnapshot',
  'skipFinalClusterSnapshot',
  'forceDeleteWithoutRecovery',
  'stateValue',
  'settingValue',
  'capabilities',
  'findingPublishingFrequency',
  'attributes.MonthlySpendLimit',
  'arguments.cli_command',
  'EnableSnapshotBlockPublicAccessRequest.State',
];

function settingsOf({ request }: Call, effects: readonly Effect[]): string[] {
  const hidden = masked.filter((path) => textsAt(request, path).length > 0);
  const plain = shown.flatMap((path) =>
    valuesAt(request, path.split('.'))
      .filter((value) => value !== null && typeof value !== 'object')
      .map((value) => `${path.split('.').at(-1)} = ${value}`),
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
