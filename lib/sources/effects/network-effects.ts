import type { Effect } from '../../classify/effect.ts';
import { textsAt } from '../affected/value-at.ts';
import type { Call, FoundEffects } from './call.ts';

/** What rules of a network let in or keep out. Rules of security groups go by the name of the event alone. */
export function networkEffects({ eventName, request }: Call): FoundEffects {
  if (/^(?:Create|Replace)NetworkAclEntry$/.test(eventName)) {
    const action = textsAt(request, 'ruleAction')[0];
    const effects: Effect[] =
      action === 'deny' ? [{ kind: 'closesNetwork' }] : [{ kind: 'opensNetwork' }];
    return {
      effects,
      keys: [
        'ruleAction',
        'aclProtocol',
        'cidrBlock',
        'ipv6CidrBlock',
        'portRange',
        'icmpTypeCode',
      ],
    };
  }
  const isOpening = eventName === 'ModifySecurityGroupRules' && isWide(request);
  return { effects: isOpening ? [{ kind: 'opensNetwork' }] : [], keys: [] };
}

function isWide(request: unknown): boolean {
  const rule = 'ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule';
  const networks = [
    ...textsAt(request, `${rule}.CidrIpv4`),
    ...textsAt(request, `${rule}.CidrIpv6`),
  ];
  return networks.some((network) => /\/0$/.test(network));
}
