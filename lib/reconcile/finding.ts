/**
 * What keeps, or may keep, a use of root from being told, or keeps us from noticing it. The mail and the saved state
 * know each by this name.
 */
export type FindingKind =
  // The rules, by region or by the name of a rule in the home region.
  | 'noForwarder'
  | 'ruleOff'
  | 'ruleBlindToReads'
  | 'ruleOutdated'
  | 'ruleWithoutTarget'
  | 'ruleForeignTarget'
  /** One of the guard's rules is gone or does not do its work: by its name, elsewhere with its region before it. */
  | 'guardBlind'
  // The queues: a forwarder's by region, those at home by name.
  | 'unsent'
  | 'unsentGone'
  | 'undelivered'
  | 'queueGone'
  | 'queueChanged'
  | 'outboxFull'
  /** Nobody took what lay in the outbox, in two runs. */
  | 'outboxUntaken'
  | 'mappingOff'
  | 'mappingForeign'
  // The webhook secret's value, with the place `webhook`; secrets themselves by name.
  | 'secretEmpty'
  | 'secretFaulty'
  | 'secretUndecryptable'
  | 'secretDenied'
  | 'secretGone'
  | 'secretScheduled'
  // The functions and alarms of the deployment, by name.
  | 'functionGone'
  | 'functionLimited'
  | 'functionChanged'
  | 'alarmGone'
  | 'alarmSilent'
  // CloudTrail, with the place `trail`.
  | 'noTrail'
  | 'trailOneRegion'
  | 'trailNotLogging'
  | 'trailLeavesOut'
  // What keeps mails from people, by the ARN of the topic or the id of the key.
  | 'opsEmailUnconfirmed'
  | 'opsEmailGone'
  | 'opsEmailNone'
  | 'topicGone'
  | 'keyOff'
  /** The look-back failed there. */
  | 'notLookedAt'
  /** Uses that the look-back found could not be told. */
  | 'missedUntold'
  /** A room, by name, answered what it never said before. Its alert counts as told. */
  | 'answerUnclear'
  /** A room, by name, whose service says only that it begins to tell. */
  | 'answerBegun'
  /** What was seen is neither told nor in the outbox. */
  | 'outboxLost'
  /** What was told is not written as evidence. */
  | 'evidenceBehind'
  /** Rows of the ledger have times that nobody of us can have written. */
  | 'ledgerStrange'
  // How root of the home account can be used, by the number of the account.
  | 'rootAccessKey'
  | 'rootCertificate'
  | 'rootWithoutMfa'
  // The same of other accounts of the organization.
  | 'memberRootAccessKey'
  | 'memberRootCertificate'
  | 'memberRootWithoutMfa'
  /** The account does not say. */
  | 'memberRootUnknown';

/** One thing that is wrong in one place. It is mailed when it appears and when it is gone. */
export interface Finding {
  readonly kind: FindingKind;
  /** Where it is: a region, the name or ARN of a part, the name of a room, or the word that its kind says. */
  readonly place: string;
  /** How many, or what exactly. */
  readonly detail?: string;
}

/** Identifies a finding from run to run. Its detail, such as the number of messages in a queue, is no part of it. */
export function findingKey({ kind, place }: Pick<Finding, 'kind' | 'place'>): string {
  return `${kind} ${place}`;
}

/** The kind, which may be one of another version, and the place of the finding that has a key. */
export function partsOfKey(key: string): { readonly kind: string; readonly place: string } {
  // Names of rooms may have spaces.
  const [kind = '', ...place] = key.split(' ');
  return { kind, place: place.join(' ') };
}

/** The place of findings about the value of the webhook secret. */
export const webhookPlace = 'webhook';

/** The place of findings about trails: there is one finding, whatever the number of trails. */
export const trailPlace = 'trail';

/** What one run can find and the next one make up for. It is told when two runs find it. */
export const passingKinds: readonly FindingKind[] = [
  'notLookedAt',
  'missedUntold',
  'outboxUntaken',
];

/**
 * What is wrong with root, and not with us: some have a key of root on purpose. It is mailed once, and each heartbeat says it. It
 * makes nothing else look worse: root-alert is well with it.
 */
export const postureKinds: readonly FindingKind[] = [
  'rootAccessKey',
  'rootCertificate',
  'rootWithoutMfa',
];

/** The same of the other accounts of the organization. */
export const memberPostureKinds: readonly FindingKind[] = [
  'memberRootAccessKey',
  'memberRootCertificate',
  'memberRootWithoutMfa',
  'memberRootUnknown',
];

/** Whether the finding with a key is about root, and not about root-alert. */
export function isPosture(key: string): boolean {
  const { kind } = partsOfKey(key);
  return [...postureKinds, ...memberPostureKinds].some((it) => it === kind);
}

/**
 * Whether something is wrong with root-alert where the finding has this key. The others people should know: they are mailed once, and
 * neither a heartbeat nor a monitor is in trouble for them.
 */
export function isWrong(key: string): boolean {
  return partsOfKey(key).kind !== 'answerBegun' && !isPosture(key);
}

/** What keeps mails from people. It is told in the room, too. */
export const findingsOfMail: readonly FindingKind[] = [
  'opsEmailUnconfirmed',
  'opsEmailGone',
  'opsEmailNone',
  'topicGone',
  'keyOff',
];
