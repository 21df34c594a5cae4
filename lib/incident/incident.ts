import { createHash } from 'node:crypto';

/**
 * Uses of one account's root that belong together: those of one session, and those of other sessions that follow within
 * {@link quietMs} while nobody has answered. What people answer, and what is told again, is an incident.
 */
export interface Incident {
  /** Ten characters that people can read to each other: {@link incidentIdOf}. */
  readonly id: string;
  /** When its first use was told, in milliseconds since 1970. */
  readonly openedAtMs: number;
  /** The copy of this use in the outbox is one by which the incident's later steps are timed. */
  readonly isTimer: boolean;
  /** The use that opened it. */
  readonly firstId: string | undefined;
  /** This use opened it. */
  readonly isFirst: boolean;
  /** The critical use about which people are asked: the first since the last answer. */
  readonly criticalId: string | undefined;
}

/** A use as an incident counts it. */
export interface IncidentUse {
  /** Whose incident it is: the counter of the use (`lib/delivery/use-marks.ts`). */
  readonly counter: string;
  /** The id of the activity. */
  readonly id: string;
  readonly session: string | undefined;
  readonly isCritical: boolean;
}

/** Another session joins an incident only within this time after its latest use. */
export const quietMs = 60 * 60_000;

/** A session of the console lasts twelve hours at most (AWS Sign-In User Guide). So does an incident. */
export const maxIncidentMs = 12 * 60 * 60_000;

/** What has more sessions than this becomes a further incident, so that its row stays small. */
export const maxSessions = 100;

/** So many answers are kept of one. Each of them is shown. */
export const maxAnswers = 50;

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idLength = 10;

/** The id of the incident that a use opens: told again after a crash, it opens the same. */
export function incidentIdOf({ counter, id }: Pick<IncidentUse, 'counter' | 'id'>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['incident', counter, id]))
    .digest();
  return [...hash.subarray(0, idLength)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** Whether a text has the form of an incident's id. */
export function isIncidentId(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(text);
}

/** What a row keeps of a session, which may be long and is hostile. */
export function sessionKey(session: string): string {
  return createHash('sha256').update(session).digest('base64url').slice(0, 12);
}
