// Which parts of the classic route a deployment makes: an existing topic brings its own alarm, and an alarm needs a log.
module.exports = async ({ resolveVariable }) => {
  const { topicArn, trailLogGroup, states } = await resolveVariable('self:custom.alarm');
  const read = async (file) => (await resolveVariable(`file(resources/${file}.yml)`)).Resources;
  const resources = {
    ...(await read('alarm')),
    ...(topicArn ? {} : await read('alarm-topic')),
    ...(trailLogGroup ? await read('trail-access') : {}),
  };
  if (topicArn || !trailLogGroup) return { Resources: resources };

  const { RootUsageAlarm, ...metric } = await read('alarm-metric');
  const { OKActions, InsufficientDataActions, ...properties } = RootUsageAlarm.Properties;
  // What is no text is refused later, in words.
  const asked = String(states)
    .split(',')
    .map((state) => state.trim());
  return {
    Resources: {
      ...resources,
      ...metric,
      RootUsageAlarm: {
        ...RootUsageAlarm,
        // A state that is not told must not mail anybody either.
        Properties: {
          ...properties,
          ...(asked.includes('OK') ? { OKActions } : {}),
          ...(asked.includes('INSUFFICIENT_DATA') ? { InsufficientDataActions } : {}),
        },
      },
    },
  };
};
