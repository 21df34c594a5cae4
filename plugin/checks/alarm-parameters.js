import { UserError } from '../user-error.js';

/**
 * Refuses parameters of the classic route that AWS would only refuse in the middle of a deployment, or never.
 *
 * @param {object} alarm as serverless.yml has it: text, unless somebody wrote otherwise under `params:`
 * @param {unknown} alarm.topicArn
 * @param {unknown} alarm.trailLogGroup
 * @param {unknown} alarm.states
 * @param {string} home the region that is deployed to
 * @throws {UserError}
 */
export function checkAlarmParameters({ topicArn, trailLogGroup, states }, home) {
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
