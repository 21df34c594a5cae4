import { resourceNames } from '../resource-names.ts';
import type { OwnDeployment } from './own-deployment.ts';
import type { NamedKind } from './own-names.ts';
import type { Loss } from './part-kinds.ts';

/** What the functions do, by their keys in serverless.yml and by the first part of their roles' logical ids. */
const lossOfFunction: Readonly<Record<string, Loss>> = {
  rootEvent: 'atOnce',
  outbox: 'later',
  rootAlarm: 'alarmRoute',
  reconcile: 'lookBack',
  ncloudActivity: 'ncloud',
  planned: 'planned',
  guard: 'guard',
  respond: 'answers',
  evidence: 'evidence',
};

const lossOfSecret: Readonly<Record<string, Loss>> = { ncloud: 'ncloud', respond: 'answers' };

/** What root-alert may lose with a part, by the part's name. */
export function lossOf(
  kind: NamedKind,
  name: string,
  { stage, trailLogGroup }: OwnDeployment,
): Loss {
  const names = resourceNames(stage);
  const rest = name.slice(names.stack.length + 1);
  switch (kind) {
    case 'function':
      return lossOfFunction[rest] ?? 'unnamed';
    case 'rule':
      return lossOfRule(name, rest, names.homeRule);
    case 'bus':
    case 'stackSet':
      return 'elsewhere';
    case 'queue':
      return name === names.outboxQueue ? 'later' : 'kept';
    case 'topic':
      return name === names.alarm ? 'alarmRoute' : 'opsMail';
    case 'table':
      return 'ledger';
    case 'secret':
      return lossOfSecret[name.split('/').at(-1) ?? ''] ?? 'rooms';
    case 'logGroup':
      return name === trailLogGroup ? 'alarmRoute' : 'logs';
    case 'alarm':
      return name === names.alarm ? 'alarmRoute' : 'opsMail';
    case 'dashboard':
      return 'dashboard';
    case 'stack':
      return name === names.stack ? 'everything' : 'region';
    case 'api':
      return 'answers';
    case 'bucket':
      return 'evidence';
    case 'role':
      return lossOfRole(name, rest);
  }
}

function lossOfRule(name: string, rest: string, homeRule: string): Loss {
  if (name === homeRule) return 'home';
  if (rest.startsWith('guard')) return 'guard';
  if (rest.startsWith('forward-')) return 'region';
  const known: Readonly<Record<string, Loss>> = {
    forwarded: 'elsewhere',
    reconcile: 'lookBack',
    ncloud: 'ncloud',
    evidence: 'evidence',
  };
  return known[rest] ?? 'unnamed';
}

/** `root-alert-prod-RootEventRole-1ABC…`; CloudFormation cuts the logical id where the name would be too long. */
function lossOfRole(name: string, rest: string): Loss {
  if (name.startsWith('StackSet-')) return 'region';
  if (/-guard$/.test(rest)) return 'guard';
  if (/^Forward|-forwarders$/.test(rest)) return 'elsewhere';
  const key = /^([A-Z]\w*?)(?:Role)?-/.exec(rest)?.[1] ?? '';
  return lossOfFunction[key.charAt(0).toLowerCase() + key.slice(1)] ?? 'unnamed';
}
