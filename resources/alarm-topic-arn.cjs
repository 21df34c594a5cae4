// The topic of the classic route: the one that exists already, if there is one, else ours.
module.exports = async ({ resolveVariable }) => {
  const { topicArn } = await resolveVariable('self:custom.alarm');
  return topicArn || { Ref: 'AlarmTopic' };
};
