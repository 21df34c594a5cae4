import type { AffectedKind } from '../../root-activity.ts';
import type { Call } from '../effects/call.ts';
import { textsAt, valuesAt } from './value-at.ts';

/** Rules of a network that a call opens or closes, in one direction of the traffic. */
export interface Openings {
  readonly kind: AffectedKind;
  /** `tcp 22 0.0.0.0/0`. */
  readonly values: readonly string[];
}

/** What a call opens or closes in a network: by a security group, or by an entry of a network ACL. */
export function openingsOf(call: Call): Openings {
  const isEgress = /Egress$/.test(call.eventName) || isEgressEntry(call);
  const isClosing =
    /^(?:Revoke|Remove|Delete)/.test(call.eventName) ||
    textsAt(call.request, 'ruleAction')[0] === 'deny';
  const kinds = isEgress
    ? (['egressOpenedTo', 'egressClosedTo'] as const)
    : (['openedTo', 'closedTo'] as const);
  return { kind: kinds[isClosing ? 1 : 0], values: rulesIn(call.request) };
}

function isEgressEntry({ eventName, request }: Call): boolean {
  return eventName.endsWith('NetworkAclEntry') && valuesAt(request, ['egress'])[0] === true;
}

/** Of security groups, also in the short form without lists, and of network ACLs. */
function rulesIn(request: unknown): string[] {
  const changed = 'ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule';
  return [
    ...valuesAt(request, ['ipPermissions', 'items']).flatMap(permissionTexts),
    ...permissionTexts(request),
    ...aclEntryTexts(request),
    ...valuesAt(request, changed.split('.')).flatMap(changedRuleTexts),
    ...['portInfo', 'portInfos'].flatMap((path) =>
      valuesAt(request, [path]).flat().flatMap(portTexts),
    ),
  ];
}

function permissionTexts(permission: unknown): string[] {
  const what = trafficOf(permission, 'ipProtocol', 'fromPort', 'toPort');
  const ranges = [
    ...textsAt(permission, 'cidrIp'),
    ...textsAt(permission, 'ipRanges.items.cidrIp'),
    ...textsAt(permission, 'ipv6Ranges.items.cidrIpv6'),
    ...textsAt(permission, 'prefixListIds.items.prefixListId'),
    ...textsAt(permission, 'groups.items.groupId'),
  ];
  return ranges.map((range) => `${what} ${range}`.trim());
}

function aclEntryTexts(entry: unknown): string[] {
  const what = trafficOf(entry, 'aclProtocol', 'portRange.from', 'portRange.to');
  const networks = [...textsAt(entry, 'cidrBlock'), ...textsAt(entry, 'ipv6CidrBlock')];
  return textsAt(entry, 'ruleAction').length === 0
    ? []
    : networks.map((range) => `${what} ${range}`.trim());
}

function changedRuleTexts(rule: unknown): string[] {
  const what = trafficOf(rule, 'IpProtocol', 'FromPort', 'ToPort');
  const networks = [...textsAt(rule, 'CidrIpv4'), ...textsAt(rule, 'CidrIpv6')];
  return networks.map((range) => `${what} ${range}`.trim());
}

/** Of Lightsail. A rule without a network is for everybody (Lightsail API, "PortInfo"). */
function portTexts(rule: unknown): string[] {
  const what = trafficOf(rule, 'protocol', 'fromPort', 'toPort');
  const networks = [...textsAt(rule, 'cidrs'), ...textsAt(rule, 'ipv6Cidrs')];
  return (networks.length > 0 ? networks : ['0.0.0.0/0']).map((range) => `${what} ${range}`.trim());
}

/** The protocols that network ACLs name by their numbers. */
const protocols: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
]);

function trafficOf(rule: unknown, protocolAt: string, fromAt: string, toAt: string): string {
  const number = textsAt(rule, protocolAt)[0] ?? '';
  const protocol = protocols.get(number) ?? number;
  const [from] = textsAt(rule, fromAt);
  const [to] = textsAt(rule, toAt);
  const ports = from === to ? from : `${from}-${to}`;
  // -1 means every protocol on every port (EC2, IpPermission).
  return protocol === '-1' ? 'all' : [protocol, ports].filter(Boolean).join(' ');
}
