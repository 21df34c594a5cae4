import { type HomeQueues, maxInOutbox } from './coverage.ts';
import { type Finding, findingKey } from './finding.ts';
import type { RegionScan } from './scan-region.ts';

/** What went wrong with the look-back itself, as findings. They leave a region covered. */
export function lookBackFindings(
  scans: readonly RegionScan[],
  untold: ReadonlySet<string>,
  homeRegion: string,
): readonly Finding[] {
  return [
    ...scans
      .filter(({ isFailed }) => isFailed)
      .map(({ region: place, leftMs }) => ({
        kind: 'notLookedAt' as const,
        place,
        ...(leftMs > 0 && { detail: `${Math.ceil(leftMs / 60_000)} min` }),
      })),
    ...(untold.size > 0 ? [{ kind: 'missedUntold', place: homeRegion } as const] : []),
  ];
}

/**
 * Messages that nobody took from the outbox. Its function takes what is visible within seconds, so what lies there in
 * two runs is not taken at all, whatever the rooms answer: what they refuse is in flight. A full outbox is told as that.
 */
export function untakenFindings({ outboxName, outbox }: HomeQueues): readonly Finding[] {
  return outbox === undefined || outbox.visible === 0 || outbox.total > maxInOutbox
    ? []
    : [{ kind: 'outboxUntaken', place: outboxName, detail: String(outbox.visible) }];
}

/** Those that the last run had too: the next run makes up for a single failed one, so only what lasts is mailed. */
export function lastingFindings(
  findings: readonly Finding[],
  lastRunKeys: readonly string[],
): readonly Finding[] {
  return findings.filter((finding) => lastRunKeys.includes(findingKey(finding)));
}
