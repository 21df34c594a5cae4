import { UserError } from '../user-error.ts';

/** The parameters of the classic route. They are text, unless somebody wrote something else under `params:`. */
export interface AlarmParameters {
  readonly topicArn: unknown;
  readonly trailLogGroup: unknown;
  readonly states: unknown;
}

/**
 * Checks what AWS would only refuse in the middle of a deployment, or never.
 *
 * @param home the region that is deployed to
 * @throws {UserError} naming the parameter and what was expected
 */
export function checkAlarmParameters(
  { topicArn, trailLogGroup, states }: AlarmParameters,
  home: string,
): void {
  if (typeof topicArn !== 'string') throw new UserError('alarmTopicArn: expected text.');
  if (typeof trailLogGroup !== 'string') throw new UserError('trailLogGroup: expected text.');
  if (typeof states !== 'string') throw new UserError('alarmStates: expected text.');
  const topic = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}$/.exec(topicArn);
  if (topicArn !== '' && topic === null) {
    throw new UserError('alarmTopicArn: expected the ARN of an SNS topic (not a FIFO topic).');
  }
  if (topic !== null && topic[1] !== home) {
    throw new UserError(`alarmTopicArn: expected a topic in the home region ${home}.`);
  }
  if (trailLogGroup !== '' && !/^[\w./#-]{1,512}$/.test(trailLogGroup)) {
    throw new UserError(
      'trailLogGroup: expected the name of the log group, in the home region, that the trail writes to; not its ARN.',
    );
  }
  if (!states.split(',').some((state) => state.trim() === 'ALARM')) {
    throw new UserError('alarmStates: expected ALARM, alone or before others, such as ALARM,OK.');
  }
}
