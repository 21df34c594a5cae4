import type { CoverageSnapshot } from './coverage.ts';
import type { KeptDelivery } from './deliver-kept.ts';
import type { Finding } from './finding.ts';
import type { RegionScan } from './scan-region.ts';

const maxNamed = 5;
const maxNameLength = 120;

/** What the ledger showed: that somebody emptied the outbox, or wrote into the ledger. */
export function ledgerFindings(
  { overdueCount, strangeRows }: Pick<KeptDelivery, 'overdueCount' | 'strangeRows'>,
  scans: readonly Pick<RegionScan, 'overdue'>[],
  replacedRows: readonly string[],
  {
    queues,
    homeRegion,
    unanswered,
  }: Pick<CoverageSnapshot, 'queues' | 'homeRegion' | 'unanswered'>,
): readonly Finding[] {
  const overdue = overdueCount + new Set(scans.flatMap((scan) => [...scan.overdue])).size;
  const held = (queues.outbox?.total ?? 0) + (queues.undelivered ?? 0);
  const isKnown = !unanswered.includes(homeRegion);
  const strange = [...strangeRows, ...replacedRows];
  return [
    ...(isKnown && overdue > held
      ? [{ kind: 'outboxLost', place: 'outbox', detail: String(overdue - held) } as const]
      : []),
    ...(strange.length > 0
      ? [{ kind: 'ledgerStrange', place: 'ledger', detail: listed(strange) } as const]
      : []),
  ];
}

/** Whoever writes the rows chooses their names: no name may forge a line of the mail. */
function listed(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  const shown = names
    .slice(0, maxNamed)
    .map((name) => name.slice(0, maxNameLength).replaceAll(/[^\x20-\x7e\uac00-\ud7a3]/g, '?'));
  return [...shown, ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}
