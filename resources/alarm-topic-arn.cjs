// The topic of the classic route: the existing one, if a parameter names it, or else ours.
module.exports = async ({ resolveVariable }) => {
  const { topicArn } = await resolveVariable('self:custom.alarm');
  return topicArn || { Ref: 'AlarmTopic' };
};
