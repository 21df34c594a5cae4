import { errorName } from '../error-text.ts';
import { inParallel } from '../in-parallel.ts';
import { maxClockSkewMs } from '../ledger/use-window.ts';
import { localDay } from '../messages/format-time.ts';
import { postureRoleName, resourceNames } from '../resource-names.ts';
import { maxLookMs } from '../time-budget.ts';
import type { MemberCallAs } from './aws-members.ts';
import { type Finding, findingKey, memberPostureKinds, partsOfKey } from './finding.ts';
import { postureFindings, readPosture, unsaidKinds } from './posture.ts';
import { attempt, type ReconcileRun } from './reconcile-run.ts';
import type { ReconcileState } from './state.ts';

/** Nothing of this changes by the minute, and each look is a record in CloudTrail of each account. */
const lookEveryMs = 6 * 60 * 60_000;

/** STS and IAM are asked by others in the account, too. */
const accountsAtOnce = 10;

/** The rest is not looked at, which is a finding. */
const maxAccounts = 1_000;

/** Undefined: nobody asked for it. YAML 1.1 reads `on` as true, and some editors write that back. */
export function readMemberCallAs(
  env: Readonly<Record<string, string | undefined>>,
): MemberCallAs | undefined {
  if (!['on', 'true'].includes(env['MEMBER_POSTURE'] ?? '')) return undefined;
  return env['ORGANIZATION_CALL_AS'] === 'DELEGATED_ADMIN' ? 'DELEGATED_ADMIN' : 'SELF';
}

export interface MembersLook {
  /** Those that stand from before are among them. */
  readonly findings: readonly Finding[];
  /** Keys of what was mailed of accounts that are no longer asked. */
  readonly unaskedKeys: readonly string[];
  /** When it was looked at the accounts, and how many answered. */
  readonly members: ReconcileState['members'];
}

type FoundBefore = Pick<ReconcileState, 'members' | 'toldFindings' | 'troubles'>;

/**
 * Looks, some times a day, how root of the organization's other accounts can be used: by a role there that may read what IAM counts,
 * and never by a session of root. An account that refuses, or that there was no time for, is a finding. What was found of an account
 * stands until it answers that this is gone. Never rejects.
 */
export async function lookAtMembers(before: FoundBefore, run: ReconcileRun): Promise<MembersLook> {
  const { memberCallAs: callAs } = run;
  const known = foundBefore(before);
  const mailedKeys = known.map(findingKey).filter((key) => before.toldFindings.includes(key));
  if (callAs === undefined) return { findings: [], unaskedKeys: mailedKeys, members: undefined };
  const { members } = before;
  const standing = { findings: known, unaskedKeys: [], members };
  const { aws, names, startedAtMs, stage, delivery } = run;
  // A time to come, nobody of us wrote.
  const isFresh =
    members !== undefined &&
    members.lookedAtMs <= startedAtMs + maxClockSkewMs &&
    startedAtMs - members.lookedAtMs < lookEveryMs;
  if (isFresh) return standing;
  const { organizationStackSet } = resourceNames(stage);
  const listing = aws.memberAccounts(organizationStackSet, names.homeRegion, callAs);
  const all = await attempt(run, 'accounts of the organization', listing);
  if (all === undefined) return standing;

  const accounts = all.filter((it) => isAccount(it) && it !== names.accountId);
  const findings: Finding[] = [];
  let answered = 0;
  const endsAtMs = delivery.clock.now() + maxLookMs;
  const unknown = (place: string, detail: string): void => {
    findings.push({ kind: 'memberRootUnknown', place, detail });
    findings.push(...known.filter((it) => it.place === place && it.kind !== 'memberRootUnknown'));
  };
  for (const account of accounts.slice(maxAccounts)) unknown(account, 'too many accounts');
  await inParallel(accountsAtOnce, accounts.slice(0, maxAccounts), async (account) => {
    if (delivery.clock.now() >= endsAtMs) return unknown(account, 'no time was left');
    try {
      const summary = await aws.memberSummary(roleArnIn(account, run));
      answered += 1;
      const posture = readPosture(summary);
      const unsaid = unsaidKinds(posture, 'member');
      findings.push(...known.filter((it) => it.place === account && unsaid.includes(it.kind)));
      const found = postureFindings(posture, account, 'member');
      const lastUse = found.length === 0 ? {} : await lastUseOf(account, run);
      findings.push(...found.map((it) => ({ ...it, ...lastUse })));
    } catch (error) {
      unknown(account, errorName(error));
    }
  });
  const isAsked = (key: string): boolean => accounts.includes(partsOfKey(key).place);
  return {
    findings,
    unaskedKeys: mailedKeys.filter((key) => !isAsked(key)),
    members: { lookedAtMs: startedAtMs, answered },
  };
}

/** What earlier runs found, mailed or not. Others may have written the row: what is no account is left out. */
function foundBefore({ toldFindings, troubles }: FoundBefore): Finding[] {
  return [...new Set([...toldFindings, ...troubles])].flatMap((key) => {
    const { kind: name, place } = partsOfKey(key);
    const kind = memberPostureKinds.find((it) => it === name);
    return kind !== undefined && isAccount(place) ? [{ kind, place }] : [];
  });
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}

function roleArnIn(account: string, { names, stage }: ReconcileRun): string {
  const [, partition = 'aws'] = names.busArn.split(':');
  return `arn:${partition}:iam::${account}:role/${postureRoleName(stage, names.homeRegion)}`;
}

/** When root there was used last, as far as the ledger knows. */
async function lastUseOf(
  account: string,
  { delivery }: ReconcileRun,
): Promise<Pick<Finding, 'detail'>> {
  const ms = await delivery.ledger.lastUse(account).catch(() => undefined);
  if (ms === undefined || ms > delivery.clock.now() + maxClockSkewMs) return {};
  return { detail: localDay(new Date(ms), delivery.config.timeZone) };
}
