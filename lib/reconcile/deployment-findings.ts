import type { Finding } from './finding.ts';
import type { AlarmSnapshot, MappingSnapshot, SubscriptionSnapshot } from './snapshots.ts';

/** States in which Lambda hands messages to the function, or is about to (Lambda API Reference, GetEventSourceMapping). */
const activeStates = ['Enabled', 'Enabling', 'Creating', 'Updating'];

/** What hands the outbox's messages to its function, and whether anybody else takes some of them. */
export function mappingFindings(
  mappings: readonly MappingSnapshot[],
  functionArn: string,
  functionName: string,
  queueName: string,
): Finding[] {
  const own = mappings.filter((mapping) => mapping.functionArn === functionArn);
  const working = own.filter(
    ({ state, isFiltered }) => activeStates.includes(state) && !isFiltered,
  );
  const fault =
    own.length === 0 ? 'gone' : own.some(({ isFiltered }) => isFiltered) ? 'filter' : own[0]?.state;
  const foreign = mappings.filter((mapping) => mapping.functionArn !== functionArn);
  return [
    ...(working.length > 0
      ? []
      : [{ kind: 'mappingOff' as const, place: functionName, detail: fault ?? 'gone' }]),
    ...(foreign.length === 0
      ? []
      : [
          {
            kind: 'mappingForeign' as const,
            place: queueName,
            detail: foreign
              .slice(0, 3)
              .map((mapping) => mapping.functionArn.slice(0, 200))
              .join(', '),
          },
        ]),
  ];
}

/**
 * Alarms that are gone, or that nobody would hear.
 *
 * @param names of the alarms that were deployed.
 * @param isTopic whether an ARN is that of a topic with our e-mails, or of the topic that was given to us.
 */
export function alarmFindings(
  names: readonly string[],
  alarms: readonly AlarmSnapshot[],
  isTopic: (arn: string) => boolean,
): Finding[] {
  return names.flatMap((place): Finding[] => {
    const alarm = alarms.find(({ name }) => name === place);
    if (alarm === undefined) return [{ kind: 'alarmGone', place }];
    return alarm.isSwitchedOn && alarm.actions.some(isTopic)
      ? []
      : [{ kind: 'alarmSilent', place }];
  });
}

/**
 * Whether somebody gets the mails about root-alert itself.
 *
 * @param subscriptions undefined: there is no such topic.
 * @param opsEmail the address that the deployment was given, if any.
 */
export function subscriptionFindings(
  topicArn: string,
  subscriptions: readonly SubscriptionSnapshot[] | undefined,
  opsEmail: string | undefined,
): Finding[] {
  const place = topicArn;
  if (subscriptions === undefined) return [{ kind: 'topicGone', place }];
  if (opsEmail === undefined) {
    return subscriptions.some(({ isConfirmed }) => isConfirmed)
      ? []
      : [{ kind: 'opsEmailNone', place }];
  }
  const own = subscriptions.filter(
    ({ endpoint }) => endpoint.toLowerCase() === opsEmail.toLowerCase(),
  );
  if (own.some(({ isConfirmed }) => isConfirmed)) return [];
  return [
    {
      kind: own.length === 0 ? 'opsEmailGone' : 'opsEmailUnconfirmed',
      place,
      detail: opsEmail,
    },
  ];
}
