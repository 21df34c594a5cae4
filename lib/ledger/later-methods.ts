import type { LaterRows } from './later-rows.ts';

/** The methods of a ledger that no plain alert calls. */
export const laterMethods: Readonly<Record<keyof LaterRows, true>> = {
  joinIncident: true,
  markAnswered: true,
  describeIncident: true,
  keepNextStep: true,
  incident: true,
  keepThread: true,
  noteUses: true,
  addAnswer: true,
  toldRow: true,
  addEvidence: true,
  pendingEvidence: true,
  evidence: true,
  endEvidence: true,
  countPlanned: true,
  plannedCount: true,
  notePrecursors: true,
  precursors: true,
  findOverdue: true,
};
