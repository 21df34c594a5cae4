import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  containPolicy,
  type NamedContainPolicy,
  namedContainPolicy,
} from '../../lib/contain/contain-policy.ts';
import type { ContainTarget } from '../../lib/contain/contain-target.ts';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { CommandOptions } from '../command-options.ts';
import { printable } from '../printable.ts';
import type { Outcome } from '../run-command.ts';
import { sentBy } from '../sent-by.ts';
import { readStack } from '../stack.ts';
import type { Ask } from './ask-at-terminal.ts';
import { attachPolicy } from './attach-policy.ts';
import {
  attachedContainPolicies,
  type FoundPolicy,
  findAnywhere,
  findAttached,
} from './find-policy.ts';
import { lookAtAccount, type MemberAccount } from './look-at-account.ts';
import { partitionOf, readTarget } from './read-target.ts';
import { releasePolicy } from './release-policy.ts';
import { tellRoom } from './tell-room.ts';

/** One run of the command, as its steps share it. */
interface Run {
  readonly options: CommandOptions;
  readonly target: ContainTarget;
  readonly policy: NamedContainPolicy;
  readonly member: MemberAccount;
  readonly client: OrganizationsClient;
  /** Undefined: it is not attached. */
  readonly found: FoundPolicy | undefined;
}

/**
 * Attaches a policy that denies a session of root, or root, in one member account, or takes it off again. It shows first what
 * it would do, and does it only when the account number is typed.
 *
 * @param print writes a line of progress
 * @param ask undefined: nobody is there to ask
 * @throws {UserError} when nothing was done, or not all of it, with what was; and any error of the SDK before anything was
 */
export async function runContain(
  options: CommandOptions,
  print: (line: string) => void,
  ask: Ask | undefined,
): Promise<Outcome> {
  const { stage, region, flags, values } = options;
  const target = readTarget(options);
  const policy = namedContainPolicy(target);
  await readStack(openClient(CloudFormationClient, region), stage, region);
  const client = openClient(
    OrganizationsClient,
    organizationsRegion(region),
    undefined,
    values.get('profile'),
  );
  try {
    const member = await lookAtAccount(client, target.accountId);
    const found = await findAttached(client, member.id, policy);
    const run = { options, target, policy, member, client, found };
    return flags.has('release') ? await release(run, print, ask) : await attach(run, print, ask);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AccessDeniedException') throw error;
    throw new UserError(
      `${describeAwsFailure(error)} Service control policies belong to the management account: name a profile of it, or of a delegated administrator, with --profile.`,
    );
  }
}

/** Organizations is one service for a partition, and commercial AWS has it in us-east-1. */
function organizationsRegion(home: string): string {
  return partitionOf(home) === 'aws' ? 'us-east-1' : home;
}

async function attach(
  run: Run,
  print: (line: string) => void,
  ask: Ask | undefined,
): Promise<Outcome> {
  const { client, member, policy, target, found } = run;
  for (const line of [...describe(run), ...limitsOf(target)]) print(line);
  if (found !== undefined) {
    print(`It is attached already, as ${found.id}.`);
    return outcome(run, found.id, 'attached', true);
  }
  await askFor(member, 'to attach it', ask);
  const id = await attachPolicy(client, member.id, policy);
  return outcome(run, id, 'attached', false);
}

async function release(
  run: Run,
  print: (line: string) => void,
  ask: Ask | undefined,
): Promise<Outcome> {
  const { client, member, policy } = run;
  const found = run.found ?? (await findAnywhere(client, policy));
  if (found === undefined) return nothingToRelease(run);
  for (const line of describe(run)) print(line);
  print(
    found.isAttached
      ? `It is attached, as ${found.id}.`
      : `It is there, as ${found.id}, and not attached.`,
  );
  await askFor(member, 'to take it off and delete it', ask);
  const left = await releasePolicy(client, member.id, found);
  if (left !== undefined)
    print(`note  It no longer denies, but the policy ${found.id} is left: ${left}.`);
  if (!found.isAttached) {
    return {
      isOk: left === undefined,
      lines: left === undefined ? [`ok    deleted   ${found.id}, which was not attached`] : [],
      json: { ...jsonOf(run), policy: found.id, deed: 'deleted', isOk: left === undefined },
    };
  }
  return outcome(run, found.id, 'released', false);
}

async function nothingToRelease(run: Run): Promise<Outcome> {
  const { client, member, policy } = run;
  const others = await attachedContainPolicies(client, member.id);
  return {
    isOk: others.length === 0,
    lines: [
      `There is no policy ${policy.name}: nothing to take off for this in account ${member.id}.`,
      ...others.map(
        ({ Id, Name, Description }) =>
          `Attached there is ${Name} (${Id}): ${printable(Description ?? '')}`,
      ),
    ],
    json: { ...jsonOf(run), deed: 'none', attached: others.map(({ Name }) => Name) },
  };
}

/** What was done, and whether the room knows. */
async function outcome(
  run: Run,
  policyId: string,
  deed: 'attached' | 'released',
  wasSo: boolean,
): Promise<Outcome> {
  const { options, target, member, client } = run;
  const reason = await tellRoom(
    {
      deed,
      atMs: Date.now(),
      accountId: member.id,
      ...(member.name !== '' && { accountName: member.name.slice(0, 100) }),
      ...(target.kind === 'session' && { sessionArn: target.sessionArn }),
      policyId,
      by: printable(await sentBy(client)).slice(0, 200),
    },
    options,
  );
  const isTold = reason === undefined;
  return {
    isOk: isTold,
    lines: [
      deed === 'attached'
        ? `ok    attached  ${policyId} to account ${member.id}${wasSo ? ', as before' : ''}`
        : `ok    released  ${policyId} from account ${member.id}`,
      isTold
        ? 'ok    told      the room knows'
        : `FIX   told      the room does NOT know: ${reason} Tell them yourself${deed === 'attached' ? ', or run the same command again' : ''}.`,
      ...(deed === 'attached'
        ? [
            '',
            'AWS does not say how soon it works everywhere: look whether the next alerts say that root was refused.',
            `When it is over: ${commandOf(run)} --release`,
          ]
        : []),
    ],
    json: { ...jsonOf(run), policy: policyId, deed, wasSo, isOk: isTold, isTold, reason },
  };
}

async function askFor(member: MemberAccount, purpose: string, ask: Ask | undefined): Promise<void> {
  if (ask === undefined) {
    throw new UserError(
      'Nothing was changed: this asks a person before it changes anything, so run it in a terminal.',
    );
  }
  const typed = await ask(`Type the account number ${purpose}: `);
  if (typed.trim() === member.id) return;
  throw new UserError(`Nothing was changed: that is not ${member.id}.`);
}

function describe({ member, policy, target }: Run): string[] {
  return [
    `Account  ${member.id}${member.name === '' ? '' : ` (${member.name})`}, of the organization ${member.organizationId}`,
    `Denies   ${target.kind === 'session' ? target.sessionArn : 'all that root does there, and sessions that were federated there; no role and no other user'}`,
    `Policy   ${policy.name}`,
    JSON.stringify(containPolicy(target), null, 2),
  ];
}

/** What it will not do, before somebody relies on it. */
function limitsOf(target: ContainTarget): string[] {
  return [
    ...(target.kind === 'session'
      ? [
          'Only a sign-in of aws login, of an application or of an agent can be denied so. If the session is one of the console, nothing is denied: use --all-root.',
        ]
      : [
          'Sessions that the management account opens by sts:AssumeRoot still pass, so that root can be repaired.',
        ]),
    "It keeps nobody from signing in: change root's password as well.",
  ];
}

function commandOf({ options, target }: Run): string {
  const { stage, region, values } = options;
  const profile = values.get('profile');
  return [
    `npm run contain -- --stage ${stage} --region ${region} --account ${target.accountId}`,
    target.kind === 'session' ? `--session ${target.sessionArn}` : '--all-root',
    ...(profile === undefined ? [] : [`--profile ${profile}`]),
  ].join(' ');
}

function jsonOf({ options, member, target, policy }: Run): object {
  return {
    stage: options.stage,
    account: member.id,
    denies: target.kind === 'session' ? target.sessionArn : 'all-root',
    name: policy.name,
  };
}
