import regions from '../../resources/regions.json' with { type: 'json' };
import type { EventAttribute } from '../aws/look-up-events.ts';

/** Events that are told by their name: their user need not be root. */
const namesEverywhere = ['AssumeRoot'];
const namesWhereRootSignsIn = [
  'PasswordRecoveryRequested',
  'PasswordRecoveryCompleted',
  'EmailUpdated',
];

/**
 * What somebody who floods the history may do behind the flood, and what cannot wait until a run has read so far: a way to
 * stay, and whatever makes the account blind. Each is a call of its own, so there are few. By whom they were does not
 * matter here: those of others are left out afterwards.
 */
export const graveNames: readonly EventAttribute[] = [
  'ConsoleLogin',
  'CreateAccessKey',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'CreateUser',
  'AttachUserPolicy',
  'AttachRolePolicy',
  'PutUserPolicy',
  'UpdateAssumeRolePolicy',
  'DeactivateMFADevice',
  'StopLogging',
  'DeleteTrail',
  'UpdateTrail',
  'PutEventSelectors',
  'DeleteDetector',
  'DeleteRule',
  'DisableRule',
  'RemoveTargets',
  'PutBucketPolicy',
  'ScheduleKeyDeletion',
  'LeaveOrganization',
  'CloseAccount',
].map((value) => ({ key: 'EventName', value }));

/**
 * What to look up in the event history of a region.
 *
 * @param aliases of the account. AWS does not document whether root is indexed by the account's alias where
 *   there is one, so both names are looked up.
 */
export function eventAttributes(region: string, aliases: readonly string[]): EventAttribute[] {
  const names = regions.rootSignIn.includes(region)
    ? [...namesEverywhere, ...namesWhereRootSignsIn]
    : namesEverywhere;
  return [
    ...['root', ...aliases].map((value) => ({ key: 'Username' as const, value })),
    ...names.map((value) => ({ key: 'EventName' as const, value })),
  ];
}
