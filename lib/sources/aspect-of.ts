import { apiNameOf } from '../classify/api-name.ts';
import type { Aspect } from '../classify/aspect.ts';
import { valuesAt } from './affected/value-at.ts';
import { type Call, parametersOf } from './effects/call.ts';

interface Rule {
  /** `<service> <API>`. */
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
  { calls: /^ssm GetParameter/, has: 'withDecryption', value: /^true$/i, aspect: 'decrypted' },
  {
    calls: /^rds ModifyDB(?:Instance|Cluster)$|^redshift ModifyCluster$/,
    has: 'masterUserPassword',
    aspect: 'masterPassword',
  },
  { calls: /^sqs SetQueueAttributes$/, has: 'attributes.Policy', value: /\S/, aspect: 'policy' },
  { calls: /^sqs SetQueueAttributes$/, has: 'attributes.Policy', aspect: 'policyRemoved' },
  { calls: /^sqs SetQueueAttributes$/, has: 'attributes', aspect: 'harmless' },
  { calls: /^sns SetTopicAttributes$/, has: 'attributeName', value: /^Policy$/i, aspect: 'policy' },
  { calls: /^sns SetTopicAttributes$/, has: 'attributeName', aspect: 'harmless' },
  { calls: /^es Update(?:Elasticsearch)?DomainConfig$/, has: 'accessPolicies', aspect: 'policy' },
  {
    calls: /^ec2 ModifyImageAttribute$/,
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
    calls: /^s3 PutBucketLogging$/,
    has: 'BucketLoggingStatus',
    lacks: ['BucketLoggingStatus.LoggingEnabled'],
    aspect: 'off',
  },
  {
    calls: /^eks UpdateClusterConfig$/,
    has: 'logging',
    lacks: ['resourcesVpcConfig'],
    aspect: 'logging',
  },
  {
    calls: /^lambda PutFunctionConcurrency$/,
    has: 'reservedConcurrentExecutions',
    value: /^0$/,
    aspect: 'off',
  },
  {
    calls: /^ses PutAccountDetails$/,
    has: 'productionAccessEnabled',
    value: /^true$/i,
    aspect: 'productionAccess',
  },
  { calls: /^ec2 ModifyInstanceAttribute$/, has: 'userData', aspect: 'userData' },
  { calls: /^ec2 ModifyInstanceAttribute$/, has: 'groupSet', aspect: 'securityGroups' },
  { calls: /^ec2 ModifyInstanceAttribute$/, has: 'instanceType', aspect: 'instanceType' },
  {
    calls: /^ec2 ModifyInstanceAttribute$/,
    has: 'disableApiTermination',
    aspect: 'terminationProtection',
  },
  {
    calls: /^ec2 ModifyInstanceAttribute$/,
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
  const name = `${call.service} ${apiNameOf(call.eventName)}`;
  if (Object.keys(parametersOf(call)).length === 0) return undefined;
  return rules.find((rule) => rule.calls.test(name) && fits(rule, call.request))?.aspect;
}

function fits({ has, value = any, lacks = [] }: Rule, request: unknown): boolean {
  const found = has === undefined ? [''] : valuesAt(request, has.split('.'));
  if (found.length === 0 || found[0] === null) return false;
  if (value !== any && !found.some((it) => value.test(String(it)))) return false;
  return lacks.every((path) => valuesAt(request, path.split('.')).length === 0);
}
