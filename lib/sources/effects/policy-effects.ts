import type { Effect } from '../../classify/effect.ts';
import { textsAt } from '../affected/value-at.ts';
import { givesAdministrator, isOpenToAll, policiesIn } from '../policy-document.ts';
import type { Call, FoundEffects } from './call.ts';

/** AWS's own policies that give all rights, or the means to take them ("AWS managed policies for job functions"). */
const administratorPolicy =
  /^arn:aws[a-z-]*:iam::aws:policy\/(?:AdministratorAccess|IAMFullAccess)$/;

/** A policy of somebody's own that has such a name most likely gives what it says. */
const namedAdministrator = /:policy\/(?:.*\/)?(?:AdministratorAccess|IAMFullAccess)$/;

/** What the policies in a request open or grant, and what an attached or detached policy of AWS does. */
export function policyEffects(call: Call): FoundEffects {
  const policies = policiesIn(call.request);
  const effects: Effect[] = [];
  if (policies.some(isOpenToAll)) effects.push({ kind: 'opensToAll' });
  if (isIdentityService(call) && policies.some(givesAdministrator)) {
    effects.push({ kind: 'grantsAdmin' });
  }
  effects.push(...attachmentEffects(call), ...functionEffects(call));
  return { effects, keys: [] };
}

/** A policy in another service's request limits or shares, but makes nobody an administrator of the account. */
function isIdentityService({ service }: Call): boolean {
  return service === 'iam' || service === 'sso';
}

function attachmentEffects(call: Call): Effect[] {
  if (!isIdentityService(call)) return [];
  const arns = [
    ...textsAt(call.request, 'policyArn'),
    ...textsAt(call.request, 'managedPolicyArn'),
  ];
  if (/^Attach/.test(call.eventName) && arns.some((arn) => namedAdministrator.test(arn))) {
    return [{ kind: 'grantsAdmin' }];
  }
  if (!/^Detach/.test(call.eventName)) return [];
  // AWS's policies for leaked keys and its denials limit rights, so that to detach one gives rights.
  if (arns.some((arn) => /Quarantine|Deny/i.test(arn))) return [{ kind: 'opens' }];
  return arns.some((arn) => administratorPolicy.test(arn)) ? [{ kind: 'takesAdmin' }] : [];
}

/** Lambda and an event bus have a permission as parameters, not as a policy ("AddPermission", "PutPermission"). */
function functionEffects({ service, eventName, request }: Call): Effect[] {
  const isLambda =
    service === 'lambda' && /^Add(?:Layer(?:Version)?)?(?:Version)?Permission/.test(eventName);
  const isBus = service === 'events' && eventName === 'PutPermission';
  if (!isLambda && !isBus) return [];
  if (!textsAt(request, 'principal').includes('*')) return [];
  const limits = [
    'sourceAccount',
    'sourceArn',
    'principalOrgID',
    'organizationId',
    'condition.value',
  ];
  const isLimited = limits.some((key) => textsAt(request, key).length > 0);
  return isLimited ? [{ kind: 'opens' }] : [{ kind: 'opensToAll' }];
}
