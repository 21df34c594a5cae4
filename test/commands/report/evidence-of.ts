import type { Evidence, EvidenceUse } from '../../../commands/report/read-evidence.ts';
import { at } from './report-lines.ts';

/** The evidence of the use that `alertLineOf` tells of. */
export function keptUse(more: Partial<EvidenceUse> = {}): EvidenceUse {
  return {
    kind: 'use',
    id: 'a',
    account: '111122223333',
    event: 'ConsoleLogin',
    occurredAt: at('2026-10-03T17:42:09Z'),
    verdict: { severity: 'critical' },
    isByOther: false,
    toldAt: at('2026-10-03T17:42:13Z'),
    rooms: ['dooray'],
    ...more,
  };
}

export function evidenceOf(
  uses: readonly EvidenceUse[],
  more: Partial<Omit<Evidence, 'uses'>> = {},
): Evidence {
  return {
    objects: uses.length,
    last: uses.length === 0 ? undefined : { number: uses.length, hash: 'f'.repeat(64) },
    faults: [],
    beginsAtMs: at('2026-09-01T00:00:00Z'),
    uses: uses.map((use, index) => ({ number: index + 1, use })),
    answers: [],
    windows: [],
    ...more,
  };
}
