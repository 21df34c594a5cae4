/** How the evidence and the log differ about one thing. */
export type EvidenceMismatch =
  | 'notInLog'
  | 'notInEvidence'
  | 'otherKind'
  | 'otherAccount'
  | 'otherEvent'
  | 'otherTime'
  /** The log does not say that it was told, or not then. */
  | 'otherTelling'
  /** The log names more rooms that have it. */
  | 'moreRooms';
