import {
  type ContainNotice,
  containEvent,
  readContainAnswer,
} from '../../lib/contain/contain-notice.ts';
import { askReconcile } from '../ask-reconcile.ts';
import { describeAwsFailure } from '../aws-failure.ts';
import type { Deployment } from '../stack.ts';

/**
 * Lets a function of the deployment tell the room.
 *
 * @returns why the room was not told, as far as is known; undefined: it was, now or before
 */
export async function tellRoom(
  notice: ContainNotice,
  deployment: Deployment,
): Promise<string | undefined> {
  try {
    const asked = await askReconcile(containEvent(notice), deployment);
    if (asked.failure !== undefined) return `The function failed (${asked.failure}).`;
    const answer = readContainAnswer(asked.answer);
    if (answer === undefined)
      return 'The version that is deployed cannot tell it: deploy this one.';
    if (answer.told === 'elsewhere') return 'Another run of this command is telling it.';
    return answer.told === 'no' ? (answer.reason ?? 'It does not say why.') : undefined;
  } catch (error) {
    const sentence = describeAwsFailure(error);
    if (sentence === undefined) throw error;
    return sentence;
  }
}
