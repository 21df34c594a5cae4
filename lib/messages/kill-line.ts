import { containPolicyText } from '../contain/contain-policy.ts';
import type { ContainTarget } from '../contain/contain-target.ts';
import { targetContaining } from '../contain/contain-target.ts';
import type { RootActivity } from '../root-activity.ts';
import { knownFacts } from './known-facts.ts';
import type { Fact } from './message.ts';
import type { FollowUpWords } from './words-follow-up.ts';

/**
 * How to stop what is going on, in a member account: the command, and the policy that it attaches, for whoever attaches it by hand.
 * None where no policy is an answer, such as a use in Naver Cloud. All of it is made of checked parts.
 *
 * @param stage of the deployment. Undefined: it has a name of its own, so the command would not find it.
 */
export function killLine(
  activity: RootActivity | undefined,
  stage: string | undefined,
  said: FollowUpWords,
): Fact[] {
  const target =
    activity?.kind === 'use' && !activity.isByOther ? targetContaining(activity) : undefined;
  if (target === undefined) return [];
  return knownFacts([
    [said.label.stop, stage && commandFor(target, stage), undefined, 'code'],
    [said.label.policy, withoutMarks(containPolicyText(target)), undefined, 'code'],
    ['', said.notInManagementAccount],
  ]);
}

/** Rooms read an asterisk as a mark, or get its full-width twin. In JSON its escape says the same, and can be pasted. */
function withoutMarks(policy: string): string {
  return policy.replaceAll('*', String.raw`\u002a`);
}

function commandFor(target: ContainTarget, stage: string): string {
  const what = target.kind === 'session' ? `--session ${target.sessionArn}` : '--all-root';
  return `npm run contain -- --stage ${stage} --account ${target.accountId} ${what}`;
}
