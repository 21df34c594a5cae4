import type { Config } from '../config.ts';
import type { RootPosture } from '../reconcile/posture.ts';
import { localDay } from './format-time.ts';
import type { Message } from './message.ts';
import type { WordSettings } from './message-context.ts';
import { opsWordsByLocale } from './ops-words-by-locale.ts';
import { summaryOf } from './parts.ts';
import { quiet } from './quiet.ts';

/** What a heartbeat says. */
export interface HeartbeatFacts {
  /** Nothing stands and nothing failed. */
  readonly isWell: boolean;
  /** Whether mails about them reach anybody. */
  readonly isMailHeard: boolean;
  /** Uses of the home account's root since the last heartbeat, by CloudTrail's event history. Undefined in the first. */
  readonly uses: number | undefined;
  /** How many of them the fast path missed. */
  readonly missed: number;
  /** Messages in the outbox. Alerts about most of them were sent at once. */
  readonly waiting: number;
  /** Events in the dead-letter queues of the outbox and the forwarders, which nothing delivers any more. */
  readonly stuck: number;
  /** Regions where uses of root are seen at once. */
  readonly covered: number;
  /** Regions that are enabled in the account. */
  readonly enabled: number;
  /** Of root-alert, as deployed. Undefined: not known. */
  readonly version?: string | undefined;
  /** Of the home account. */
  readonly root: RootFacts;
  /** Of the other accounts of the organization. Undefined: nobody asks them, or did not yet. */
  readonly members?: MemberFacts | undefined;
}

/** How many accounts answered, and how many need a look. */
interface MemberFacts {
  readonly answered: number;
  readonly keys: number;
  readonly certificates: number;
  readonly withoutMfa: number;
  readonly unknown: number;
}

/** How root can be used, as far as IAM says, and when it was, as far as the ledger knows. */
interface RootFacts extends Partial<RootPosture> {
  readonly lastUseAt?: Date | undefined;
  readonly lastDrillAt?: Date | undefined;
}

/** Words a heartbeat: two lines, and nothing to do. */
export function composeHeartbeat(
  facts: HeartbeatFacts,
  { words, timeZone, locale }: Pick<WordSettings, 'words' | 'timeZone'> & Pick<Config, 'locale'>,
): Message {
  const { headline, headlineInTrouble, headlineUnmailed, uses, waiting, stuck, covered } =
    words.aws.heartbeat;
  const inTrouble = facts.isMailHeard ? headlineInTrouble : headlineUnmailed;
  const parts = [
    ...(facts.uses === undefined ? [] : [uses(facts.uses, facts.missed)]),
    ...(facts.waiting > 0 ? [waiting(facts.waiting)] : []),
    stuck(facts.stuck),
    covered(facts.covered, facts.enabled),
    ...rootParts(facts.root, timeZone, locale),
    ...(facts.members === undefined ? [] : memberParts(facts.members, locale)),
    ...(facts.version === undefined ? [] : [`root-alert ${facts.version}`]),
  ];
  return {
    ...quiet(facts.isWell ? headline : inTrouble),
    summary: summaryOf(parts),
  };
}

/** What has to be looked at comes with a word that says so. What nobody knows is left out. */
function rootParts(root: RootFacts, timeZone: string, locale: Config['locale']): string[] {
  const {
    mfaOn,
    mfaOff,
    noPassword,
    keyThere,
    noKey,
    certificateThere,
    used,
    neverUsed,
    drilled,
    neverDrilled,
  } = opsWordsByLocale[locale].root;
  const { hasMfa, hasPassword, hasAccessKey, hasSigningCertificate, lastUseAt, lastDrillAt } = root;
  const day = (moment: Date): string => localDay(moment, timeZone);
  const mfa = hasMfa ? mfaOn : hasPassword === false ? noPassword : mfaOff;
  return [
    ...(hasMfa === undefined ? [] : [mfa]),
    ...(hasAccessKey === undefined ? [] : [hasAccessKey ? keyThere : noKey]),
    ...(hasSigningCertificate ? [certificateThere] : []),
    lastUseAt === undefined ? neverUsed : used(day(lastUseAt)),
    lastDrillAt === undefined ? neverDrilled : drilled(day(lastDrillAt)),
  ];
}

/** What nobody has to look at is not counted. */
function memberParts(
  { answered, keys, certificates, withoutMfa, unknown }: MemberFacts,
  locale: Config['locale'],
): string[] {
  const { members, memberKeys, memberCertificates, membersWithoutMfa, membersUnknown } =
    opsWordsByLocale[locale].root;
  return [
    members(answered),
    ...(keys > 0 ? [memberKeys(keys)] : []),
    ...(certificates > 0 ? [memberCertificates(certificates)] : []),
    ...(withoutMfa > 0 ? [membersWithoutMfa(withoutMfa)] : []),
    ...(unknown > 0 ? [membersUnknown(unknown)] : []),
  ];
}
