import type { Finding, FindingKind } from '../reconcile/finding.ts';

/** What is said about root-alert itself: in the e-mail about findings, and in the room where mails reach nobody. */
export interface OpsWords {
  readonly headings: Readonly<Record<'appeared' | 'gone' | 'unasked' | 'standing', string>>;
  readonly findings: Readonly<Record<FindingKind, FindingWords>>;
  /** The headline in the room when mails reach nobody. */
  readonly noticeHeadline: string;
  /** How many other findings could not be mailed. */
  readonly unmailed: (count: number, stage: string) => string;
  readonly contain: ContainWords;
  readonly root: RootWords;
}

/** What a heartbeat says of root of the home account, and of the others of its organization. */
export interface RootWords {
  readonly mfaOn: string;
  readonly mfaOff: string;
  readonly noPassword: string;
  readonly keyThere: string;
  readonly noKey: string;
  readonly certificateThere: string;
  readonly used: (day: string) => string;
  readonly neverUsed: string;
  readonly drilled: (day: string) => string;
  readonly neverDrilled: string;
  /** How many other accounts of the organization answered, and how many of them need a look. */
  readonly members: (answered: number) => string;
  readonly memberKeys: (count: number) => string;
  readonly memberCertificates: (count: number) => string;
  readonly membersWithoutMfa: (count: number) => string;
  readonly membersUnknown: (count: number) => string;
}

/** What the room is told of `npm run contain`. */
export interface ContainWords {
  readonly headline: Readonly<Record<'session' | 'allRoot' | 'released', string>>;
  readonly account: (account: string) => string;
  /** What is denied, or no longer. */
  readonly denied: (what: string) => string;
  readonly allRoot: string;
  readonly policy: (id: string) => string;
  /** Whoever says to have done it. */
  readonly by: (who: string) => string;
  /** What a policy does not do. */
  readonly limits: Readonly<Record<'session' | 'allRoot', string>>;
  readonly stillOpen: string;
  readonly check: (command: string) => string;
  readonly release: (command: string) => string;
  readonly afterRelease: string;
}

export interface FindingWords {
  /** A sentence that follows the place and a colon. */
  readonly what: string;
  /**
   * What to do, best a command.
   *
   * @param found the findings of this kind, for what a command has to name.
   */
  readonly todo: (stage: string, homeRegion: string, found?: readonly Finding[]) => string;
}

/** The places of findings, for a command that takes several of them, or a word that stands for them. */
export function placesOf(found: readonly Finding[] | undefined, fallback: string): string {
  const places = (found ?? []).map(({ place }) => place);
  return places.length === 0 ? fallback : places.join(' ');
}

/** The command that makes AWS send the confirmation again. Deploying again changes nothing, so it sends none. */
export function subscribeCommand(
  homeRegion: string,
  found: readonly Finding[] | undefined,
  exampleAddress = 'you@example.com',
): string {
  const [finding] = found ?? [];
  return `aws sns subscribe --region ${homeRegion} --topic-arn ${finding?.place ?? '<ARN>'} --protocol email --notification-endpoint ${finding?.detail ?? exampleAddress}`;
}
