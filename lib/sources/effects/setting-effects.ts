import type { Effect, EffectKind } from '../../classify/effect.ts';
import { mayHave, textsAt, valuesAt } from '../affected/value-at.ts';
import type { Call, FoundEffects } from './call.ts';
import { type Setting, settings } from './settings.ts';

const on = /^true$/i;

/** What flags and states in a request switch or open. */
export function settingEffects({ eventName, request }: Call): FoundEffects {
  // The parameter first: to ask each expression would cost a cold alert half a millisecond.
  const known = settings.filter(
    ({ paths, events }) => paths.some((path) => mayHave(request, path)) && events.test(eventName),
  );
  const effects = known.flatMap((setting) =>
    setting.paths.flatMap((path) =>
      valuesAt(request, path.split('.')).flatMap((value) => effectOf(setting, path, value)),
    ),
  );
  const keys = known.flatMap(({ paths }) => paths).map((path) => path.split('.')[0] ?? path);
  const others = [
    ...missingBlocks(eventName, request),
    ...expirations(eventName, request),
    ...balancerEffects(eventName, request),
  ];
  const attributes = textsAt(request, 'attributes.key');
  const areKnown = attributes.every((key) => balancerAttributes.some(([name]) => name === key));
  const isBalancer = eventName === 'ModifyLoadBalancerAttributes' && areKnown;
  return {
    effects: distinct([...effects, ...others]),
    keys: isBalancer ? [...keys, 'attributes'] : keys,
  };
}

function effectOf({ risky, safe, effects }: Setting, path: string, value: unknown): Effect[] {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return [];
  const text = String(value);
  const setting = `${settingName(path)} = ${text}`;
  if (risky.test(text)) return [{ kind: effects[0], setting }];
  return safe?.test(text) ? [{ kind: effects[1], setting }] : [];
}

/** Names that say nothing without the one before them. */
const vague = /^(?:status|state|value|enable|enabled)$/i;

function settingName(path: string): string {
  const parts = path.split('.');
  return parts.slice(vague.test(parts.at(-1) ?? '') ? -2 : -1).join('.');
}

/** A setting of the block that a request leaves out is off (S3 API, "PutPublicAccessBlock"). */
function missingBlocks(eventName: string, request: unknown): Effect[] {
  if (!/^Put(?:Bucket|Account)?PublicAccessBlock$/.test(eventName)) return [];
  const configuration = valuesAt(request, ['PublicAccessBlockConfiguration'])[0];
  const flags = typeof configuration === 'object' && configuration !== null ? configuration : {};
  return ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets']
    .filter((flag) => !Object.hasOwn(flags, flag))
    .map((flag) => ({ kind: 'opens', setting: `${flag} = false` }));
}

/** A rule of a lifecycle that is on and lets objects, or their old versions, expire (S3 API, "LifecycleRule"). */
function expirations(eventName: string, request: unknown): Effect[] {
  if (!/^PutBucketLifecycle(?:Configuration)?$/.test(eventName)) return [];
  return valuesAt(request, ['LifecycleConfiguration', 'Rule'])
    .flat()
    .filter((rule) => valuesAt(rule, ['Status'])[0] !== 'Disabled')
    .flatMap((rule) => [
      ...textsAt(rule, 'Expiration.Days').map((days) => `Expiration = ${days} d`),
      ...textsAt(rule, 'Expiration.Date').map((date) => `Expiration = ${date}`),
      ...textsAt(rule, 'NoncurrentVersionExpiration.NoncurrentDays').map(
        (days) => `NoncurrentVersionExpiration = ${days} d`,
      ),
    ])
    .map((setting) => ({ kind: 'weakens', setting }));
}

/** Attributes of a load balancer, by their keys (Elastic Load Balancing API, "LoadBalancerAttribute"). */
const balancerAttributes: readonly (readonly [key: string, off: EffectKind, on: EffectKind])[] = [
  ['deletion_protection.enabled', 'weakens', 'strengthens'],
  ['access_logs.s3.enabled', 'switchesOff', 'switchesOn'],
  ['connection_logs.s3.enabled', 'switchesOff', 'switchesOn'],
];

function balancerEffects(eventName: string, request: unknown): Effect[] {
  if (eventName !== 'ModifyLoadBalancerAttributes') return [];
  return valuesAt(request, ['attributes'])
    .flat()
    .flatMap((attribute) => {
      const [key] = textsAt(attribute, 'key');
      const [value] = valuesAt(attribute, ['value']).map(String);
      const known = balancerAttributes.find(([name]) => name === key);
      if (known === undefined || value === undefined) return [];
      if (on.test(value)) return [{ kind: known[2], setting: `${key} = true` }];
      return [{ kind: known[1], setting: `${key} = false` }];
    });
}

function distinct(effects: readonly Effect[]): Effect[] {
  return [...new Map(effects.map((it) => [`${it.kind} ${it.setting}`, it])).values()];
}
