import { apiNameOf } from '../classify/api-name.ts';
import type { Aspect } from '../classify/aspect.ts';
import { valuesAt } from './affected/value-at.ts';
import { type Call, parametersOf } from './effects/call.ts';

interface Rule {
  readonly service: string;
  readonly calls: RegExp;
  /** Dotted, in the request. */
  readonly has?: string;
  readonly value?: RegExp;
  /** The request has none of these. */
  readonly lacks?: readonly string[];
  readonly aspect: Aspect;
}

const any = /^/;

/** The first that fits. Parameters: the services' API references. What a rule does not see clearly keeps the graver name. */
const rules: readonly Rule[] = [
  {
    service: 'ssm',
    calls: /^GetParameter/,
    has: 'withDecryption',
    value: /^true$/i,
    aspect: 'decrypted',
  },
  {
    service: 'rds',
    calls: /^ModifyDB(?:Instance|Cluster)$/,
    has: 'masterUserPassword',
    aspect: 'masterPassword',
  },
  {
    service: 'redshift',
    calls: /^ModifyCluster$/,
    has: 'masterUserPassword',
    aspect: 'masterPassword',
  },
  {
    service: 'sqs',
    calls: /^SetQueueAttributes$/,
    has: 'attributes.Policy',
    value: /\S/,
    aspect: 'policy',
  },
  {
    service: 'sqs',
    calls: /^SetQueueAttributes$/,
    has: 'attributes.Policy',
    aspect: 'policyRemoved',
  },
  { service: 'sqs', calls: /^SetQueueAttributes$/, has: 'attributes', aspect: 'harmless' },
  {
    service: 'sns',
    calls: /^SetTopicAttributes$/,
    has: 'attributeName',
    value: /^Policy$/i,
    aspect: 'policy',
  },
  { service: 'sns', calls: /^SetTopicAttributes$/, has: 'attributeName', aspect: 'harmless' },
  {
    service: 'es',
    calls: /^Update(?:Elasticsearch)?DomainConfig$/,
    has: 'accessPolicies',
    aspect: 'policy',
  },
  {
    service: 'ec2',
    calls: /^ModifyImageAttribute$/,
    has: 'imageId',
    lacks: [
      'launchPermission',
      'operationType',
      'attribute',
      'attributeType',
      'userGroup',
      'userId',
    ],
    aspect: 'harmless',
  },
  {
    service: 's3',
    calls: /^PutBucketLogging$/,
    has: 'BucketLoggingStatus',
    lacks: ['BucketLoggingStatus.LoggingEnabled'],
    aspect: 'off',
  },
  {
    service: 'eks',
    calls: /^UpdateClusterConfig$/,
    has: 'logging',
    lacks: ['resourcesVpcConfig'],
    aspect: 'logging',
  },
  {
    service: 'lambda',
    calls: /^PutFunctionConcurrency$/,
    has: 'reservedConcurrentExecutions',
    value: /^0$/,
    aspect: 'off',
  },
  {
    service: 'ses',
    calls: /^PutAccountDetails$/,
    has: 'productionAccessEnabled',
    value: /^true$/i,
    aspect: 'productionAccess',
  },
  { service: 'ec2', calls: /^ModifyInstanceAttribute$/, has: 'userData', aspect: 'userData' },
  { service: 'ec2', calls: /^ModifyInstanceAttribute$/, has: 'groupSet', aspect: 'securityGroups' },
  {
    service: 'ec2',
    calls: /^ModifyInstanceAttribute$/,
    has: 'instanceType',
    aspect: 'instanceType',
  },
  {
    service: 'ec2',
    calls: /^ModifyInstanceAttribute$/,
    has: 'disableApiTermination',
    aspect: 'terminationProtection',
  },
  {
    service: 'ec2',
    calls: /^ModifyInstanceAttribute$/,
    has: 'disableApiStop',
    aspect: 'terminationProtection',
  },
];

/**
 * Which of several things a call does. Undefined: its name says it, or the request does not tell.
 *
 * @param call whose request is as the record has it: hostile.
 */
export function aspectOf(call: Call): Aspect | undefined {
  const api = apiNameOf(call.eventName);
  if (Object.keys(parametersOf(call)).length === 0) return undefined;
  return rules
    .filter(({ service }) => service === call.service)
    .find((rule) => rule.calls.test(api) && fits(rule, call.request))?.aspect;
}

function fits({ has, value = any, lacks = [] }: Rule, request: unknown): boolean {
  const found = has === undefined ? [''] : valuesAt(request, has.split('.'));
  if (found.length === 0 || found[0] === null) return false;
  if (value !== any && !found.some((it) => value.test(String(it)))) return false;
  return lacks.every((path) => valuesAt(request, path.split('.')).length === 0);
}
