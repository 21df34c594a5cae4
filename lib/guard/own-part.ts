import { effectOf, type PartEffect, storesValue } from './deeds.ts';
import { lossOf } from './loss-of.ts';
import type { OwnDeployment } from './own-deployment.ts';
import { type NamedKind, ownName } from './own-names.ts';
import type { Loss, PartKind } from './part-kinds.ts';

/** A part of this deployment, or something that it depends on, that a call acts on. */
export interface OwnPart {
  readonly kind: PartKind;
  /** Of a trail, a key, a change set or a service that an organization trusts it is as the record has it: hostile. */
  readonly name: string | undefined;
  readonly loss: Loss;
  readonly effect: PartEffect;
  /** False: it may be something that root-alert has nothing to do with, such as another trail. */
  readonly isSure: boolean;
}

/** What a record says of a call. Parameters are as the record has them: hostile. */
export interface PartCall {
  readonly eventName: string;
  readonly eventSource: string | undefined;
  readonly isReadOnly: boolean;
  /** Somebody other than root did it, so only the guard's rules can have brought it. */
  readonly isByOther: boolean;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

type Fields = Partial<Readonly<Record<NamedKind, readonly string[]>>>;

/**
 * The parameters that name a part, by service. `→` is one of the response. They are those of the services' API
 * references, which CloudTrail writes with a small first letter. A field that only mentions a part, such as the topic
 * that somebody's own alarm sends to, is not among them.
 */
const fields: Readonly<Record<string, Fields>> = {
  lambda: {
    // A call about an event source mapping names it by its id; the response has its function and its queue.
    function: ['functionName', '→functionName', '→functionArn', 'resource', 'resourceArn'],
    queue: ['eventSourceArn', '→eventSourceArn'],
  },
  // A bus has the name of a rule, so calls about buses are told apart by their own names.
  events: { rule: ['name', 'rule'], bus: ['eventBusName'] },
  sqs: { queue: ['queueUrl', 'queueName', 'sourceArn', 'destinationArn', 'taskSourceArn'] },
  pipes: { queue: ['source'] },
  sns: { topic: ['topicArn', 'subscriptionArn', 'resourceArn', 'name'] },
  dynamodb: { table: ['tableName', 'resourceArn', 'tableArn', 'globalTableName'] },
  secretsmanager: { secret: ['secretId', 'name', '→aRN', '→arn'] },
  logs: { logGroup: ['logGroupName', 'logGroupIdentifier', 'resourceIdentifier', 'resourceArn'] },
  monitoring: {
    alarm: ['alarmNames', 'alarmName', 'muteTargets.alarmNames'],
    dashboard: ['dashboardNames', 'dashboardName'],
  },
  cloudformation: { stack: ['stackName', 'stackId'], stackSet: ['stackSetName', 'stackSetId'] },
  iam: { role: ['roleName'] },
  apigateway: { api: ['apiId'] },
  s3: { bucket: ['bucketName'] },
};

/** Calls about the log group of the trail that touch the classic route. Others may be anybody's business. */
export const trailLogCalls: readonly string[] = [
  'DeleteLogGroup',
  'DeleteMetricFilter',
  'PutMetricFilter',
];

/** How many values of a list are looked at: DeleteAlarms takes a hundred. */
const maxValues = 200;

/**
 * The part of this deployment that a call changes, or tried to change. Undefined: none.
 *
 * @param deployment undefined: no name is known, so only what root-alert depends on is told apart.
 */
export function ownPartOf(
  call: PartCall,
  deployment: OwnDeployment | undefined,
): OwnPart | undefined {
  if (call.isReadOnly) return undefined;
  const effect = effectOf(call.eventName, call.request);
  if (effect === undefined) return undefined;
  const named = deployment && namedPart(call, effect, deployment);
  return named ?? defaultBus(call, effect) ?? unnamedPart(call, effect);
}

function namedPart(
  call: PartCall,
  effect: PartEffect,
  deployment: OwnDeployment,
): OwnPart | undefined {
  for (const [kind, value] of valuesOf(call)) {
    const name = ownName(kind, value, deployment);
    if (name === undefined || isOfOthers(kind, name, call, deployment)) continue;
    const loss = lossOf(kind, name, deployment);
    return { kind, name, loss, effect: effectOn(loss, effect, call), isSure: true };
  }
  return undefined;
}

/** A change of the webhook has a path of its own: the old room is told by its old webhook, and `opsEmail` gets a mail. */
function effectOn(loss: Loss, effect: PartEffect, { eventName, request }: PartCall): PartEffect {
  return loss === 'rooms' && storesValue(eventName, request) ? 'webhookStored' : effect;
}

/** The trail's log group is not ours: only what touches the classic route matters. */
function isOfOthers(
  kind: NamedKind,
  name: string,
  { eventName }: PartCall,
  { trailLogGroup }: OwnDeployment,
): boolean {
  return kind === 'logGroup' && name === trailLogGroup && !trailLogCalls.includes(eventName);
}

function valuesOf({ eventName, eventSource, request, response }: PartCall): [NamedKind, string][] {
  const places = fields[serviceOf(eventSource)];
  if (places === undefined) return [];
  return Object.entries(places).flatMap(([kind, paths]) =>
    paths.flatMap((path) => {
      const isBus = path === 'name' && /EventBus/.test(eventName);
      const found = path.startsWith('→')
        ? textsAt(response, path.slice(1))
        : textsAt(request, path);
      return found.map((value): [NamedKind, string] => [
        isBus ? 'bus' : (kind as NamedKind),
        value,
      ]);
    }),
  );
}

/**
 * The bus that our rules are on, wherever they are. A key of a customer's encrypts the patterns and targets of the rules on it
 * (EventBridge User Guide, "Encrypting event buses with AWS KMS keys"), so whoever switches that key off may blind them.
 */
function defaultBus({ eventName, request }: PartCall, effect: PartEffect): OwnPart | undefined {
  const [name] = textsAt(request, 'name');
  return eventName === 'UpdateEventBus' && name === 'default'
    ? { kind: 'bus', name, loss: 'region', effect, isSure: true }
    : undefined;
}

/** Calls that do not say whether they concern root-alert, and can blind it. */
function unnamedPart(call: PartCall, effect: PartEffect): OwnPart | undefined {
  const { eventName, request, isByOther } = call;
  const text = (field: string): string | undefined => textsAt(request, field)[0];
  const part = (kind: PartKind & Loss, name: string | undefined): OwnPart => ({
    kind,
    name,
    loss: kind,
    effect,
    isSure: false,
  });
  switch (serviceOf(call.eventSource)) {
    case 'cloudtrail':
      return /^(?:StopLogging|StartLogging|DeleteTrail|UpdateTrail|PutEventSelectors)$/.test(
        eventName,
      )
        ? part('trail', text('name') ?? text('trailName'))
        : undefined;
    case 'organizations':
      return blindsOrganization(eventName, request)
        ? part('organization', text('servicePrincipal') ?? text('policyId') ?? text('name'))
        : undefined;
    case 'kms':
      return keyPart(call, effect);
    case 'cloudformation':
      if (eventName === 'DeactivateOrganizationsAccess') return part('organization', undefined);
      // A refactoring takes parts out of one stack into another, and names neither when it is carried out.
      if (eventName === 'ExecuteStackRefactor') return part('changeSet', text('stackRefactorId'));
      // By its ARN alone a change set does not say whose stack it changes.
      return eventName === 'ExecuteChangeSet' && text('stackName') === undefined && isByOther
        ? part('changeSet', text('changeSetName'))
        : undefined;
    default:
      return undefined;
  }
}

/** The trust that an organization's trail and its forwarders need, and policies that name root-alert. */
function blindsOrganization(
  eventName: string,
  request: Readonly<Record<string, unknown>>,
): boolean {
  if (/^(?:DisableAWSServiceAccess|DeregisterDelegatedAdministrator)$/.test(eventName)) {
    return textsAt(request, 'servicePrincipal').some((service) =>
      /^(?:cloudtrail|(?:member\.org\.)?stacksets\.cloudformation)\.amazonaws\.com$/.test(service),
    );
  }
  return textsAt(request, 'content').some((content) => content.includes('root-alert'));
}

/**
 * The rule that brings calls of others asks for exactly the key of the topics. Root's calls come whatever their key, and
 * no function knows the id of ours, so of those it is only possible.
 */
function keyPart(
  { eventName, request, isByOther }: PartCall,
  effect: PartEffect,
): OwnPart | undefined {
  const isBlinding = /^(?:DisableKey|ScheduleKeyDeletion|PutKeyPolicy|RevokeGrant)$/.test(
    eventName,
  );
  if (!isByOther && !isBlinding) return undefined;
  const [name] = textsAt(request, 'keyId');
  return { kind: 'key', name, loss: 'opsMail', effect, isSure: isByOther };
}

function serviceOf(eventSource: string | undefined): string {
  return eventSource?.split('.', 1)[0] ?? '';
}

/** The texts at a dotted path, also of a list there. */
function textsAt(node: Readonly<Record<string, unknown>>, path: string): string[] {
  const [key = '', ...rest] = path.split('.');
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  if (rest.length > 0) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? textsAt(value as Readonly<Record<string, unknown>>, rest.join('.')) : [];
  }
  const values = Array.isArray(value) ? value.slice(0, maxValues) : [value];
  return values.filter((one) => typeof one === 'string');
}
