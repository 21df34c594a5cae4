import { createEvidenceRows } from './evidence-rows.ts';
import { createFindOverdue } from './find-overdue.ts';
import { createIncidentRows } from './incident-rows.ts';
import type { LedgerTable } from './ledger-table.ts';
import { createPlannedRows } from './planned-rows.ts';
import { createPrecursorRows } from './precursor-rows.ts';

/** The rows that no plain alert reads or writes: of incidents, planned work and evidence, which are off unless asked for. */
export function createLaterRows(table: LedgerTable) {
  return {
    ...createIncidentRows(table),
    ...createEvidenceRows(table),
    ...createPlannedRows(table),
    ...createPrecursorRows(table),
    findOverdue: createFindOverdue(table),
  };
}

export type LaterRows = ReturnType<typeof createLaterRows>;
