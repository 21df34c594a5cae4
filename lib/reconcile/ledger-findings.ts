import type { CoverageSnapshot } from './coverage.ts';
import type { KeptDelivery } from './deliver-kept.ts';
import type { Finding } from './finding.ts';
import type { RegionScan } from './scan-region.ts';

const maxNamed = 5;

/** What the ledger showed: that somebody emptied the outbox, or wrote into the ledger. */
export function ledgerFindings(
  { overdueCount, strangeRows }: Pick<KeptDelivery, 'overdueCount' | 'strangeRows'>,
  scans: readonly Pick<RegionScan, 'overdue'>[],
  replaced: readonly string[],
  {
    queues,
    homeRegion,
    unanswered,
  }: Pick<CoverageSnapshot, 'queues' | 'homeRegion' | 'unanswered'>,
): readonly Finding[] {
  const overdue = overdueCount + new Set(scans.flatMap((scan) => [...scan.overdue])).size;
  const held = (queues.outbox?.total ?? 0) + (queues.undelivered ?? 0);
  const isKnown = !unanswered.includes(homeRegion);
  const strange = [...strangeRows, ...replaced.map((field) => `state#reconcile ${field}`)];
  return [
    ...(isKnown && overdue > held
      ? [{ kind: 'outboxLost', place: 'outbox', detail: String(overdue - held) } as const]
      : []),
    ...(strange.length > 0
      ? [{ kind: 'ledgerStrange', place: 'ledger', detail: listed(strange) } as const]
      : []),
  ];
}

function listed(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  return [...names.slice(0, maxNamed), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}
