import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import regions from '../../resources/regions.json' with { type: 'json' };
import type { Clock } from '../clock.ts';
import { errorName } from '../error-text.ts';
import { lookUpEvents } from './look-up-events.ts';

/**
 * Half of the pace that CloudTrail allows, two calls a second for each account and region (CloudTrail API Reference, LookupEvents): the
 * look-back may be reading there at the same time.
 */
const minIntervalMs = 1_000;

/** Of 50 records each, the latest first. A flood of sign-ins hides what is older, and the message says from when on it knows. */
const maxPages = 4;

const client = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
};

export interface SignInQuery {
  readonly homeRegion: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Clock time after which nothing more is asked, finished or not. */
  readonly endsAtMs: number;
}

/** Records of sign-ins to the console of the account that this runs in, by whomever. */
export interface SignInHistory {
  readonly records: readonly unknown[];
  /** From when on every record was read. */
  readonly sinceMs: number;
  /** How many regions were asked. */
  readonly asked: number;
  /** Those of which nothing was read, and why. */
  readonly unread: readonly { readonly region: string; readonly reason: string }[];
}

/**
 * Reads the latest of the event history of each region that has sign-ins of users (CloudTrail User Guide, "AWS Management Console
 * sign-in events"), and no more than there is time for. Never rejects.
 */
export async function findSignIns(query: SignInQuery, clock: Clock): Promise<SignInHistory> {
  const asked = [...new Set([query.homeRegion, ...regions.userSignIn])];
  const histories = await Promise.all(asked.map((region) => readRegion(region, query, clock)));
  return {
    records: histories.flatMap(({ records }) => records),
    sinceMs: Math.max(query.fromMs, ...histories.map(({ sinceMs }) => sinceMs)),
    asked: asked.length,
    unread: histories.flatMap(({ region, reason }) =>
      reason === undefined ? [] : [{ region, reason }],
    ),
  };
}

interface RegionHistory {
  readonly region: string;
  readonly records: readonly unknown[];
  readonly sinceMs: number;
  /** Why nothing was read. */
  readonly reason?: string;
}

async function readRegion(
  region: string,
  { fromMs, untilMs, endsAtMs }: SignInQuery,
  clock: Clock,
): Promise<RegionHistory> {
  const cloudTrail = new CloudTrailClient({ ...client, region });
  const abortSignal = AbortSignal.timeout(Math.max(0, endsAtMs - clock.now()));
  const records: unknown[] = [];
  try {
    for (let page = 0, nextToken: string | undefined; page < maxPages; page += 1) {
      if (page > 0) {
        if (clock.now() + minIntervalMs >= endsAtMs) break;
        await clock.sleep(minIntervalMs);
      }
      const query = {
        key: 'EventName',
        value: 'ConsoleLogin',
        fromMs,
        untilMs,
        nextToken,
      } as const;
      const answer = await lookUpEvents(cloudTrail, region, query, abortSignal);
      records.push(...answer.records);
      nextToken = answer.nextToken;
      if (nextToken === undefined) return { region, records, sinceMs: fromMs };
    }
    return { region, records, sinceMs: earliestMs(records, untilMs) };
  } catch (error) {
    if (records.length > 0) return { region, records, sinceMs: earliestMs(records, untilMs) };
    const reason = abortSignal.aborted ? 'TimeoutError' : errorName(error);
    return { region, records, sinceMs: fromMs, reason };
  } finally {
    cloudTrail.destroy();
  }
}

/** When the earliest of these records happened. */
function earliestMs(records: readonly unknown[], untilMs: number): number {
  const times = records.map((it) => Date.parse(String((it as { eventTime?: unknown }).eventTime)));
  return Math.min(untilMs, ...times.filter((ms) => Number.isFinite(ms)));
}
