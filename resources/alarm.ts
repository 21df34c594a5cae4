import type { AlarmParameters } from '../plugin/checks/alarm-parameters.ts';
import type { VariableContext } from '../plugin/framework.ts';

type Resources = Readonly<
  Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>
>;

/**
 * The parts of the classic route that a deployment makes. An existing topic brings its own alarm, and an alarm needs a
 * log.
 */
export async function alarm({
  resolveVariable,
}: VariableContext): Promise<{ readonly Resources: Resources }> {
  const parameters = (await resolveVariable('self:custom.alarm')) as AlarmParameters;
  const { topicArn, trailLogGroup, states } = parameters;
  const read = async (file: string) => {
    const template = await resolveVariable(`file(resources/${file}.yml)`);
    return (template as { readonly Resources: Resources }).Resources;
  };
  const resources: Resources = {
    ...(await read('alarm')),
    ...(topicArn ? {} : await read('alarm-topic')),
    ...(trailLogGroup ? await read('trail-access') : {}),
  };
  if (topicArn || !trailLogGroup) return { Resources: resources };

  const { RootUsageAlarm, ...metric } = await read('alarm-metric');
  const { OKActions, InsufficientDataActions, ...properties } = RootUsageAlarm?.Properties ?? {};
  // The plugin refuses anything but text later, in a sentence.
  const asked = String(states)
    .split(',')
    .map((state) => state.trim());
  return {
    Resources: {
      ...resources,
      ...metric,
      RootUsageAlarm: {
        ...RootUsageAlarm,
        // A state that the room is not told of must not send an e-mail either.
        Properties: {
          ...properties,
          ...(asked.includes('OK') ? { OKActions } : {}),
          ...(asked.includes('INSUFFICIENT_DATA') ? { InsufficientDataActions } : {}),
        },
      },
    },
  };
}
