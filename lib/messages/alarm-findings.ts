/** What the trail's log says about the uses of root behind an alarm, as counts of uses. */
export interface AlarmFindings {
  /** Alerts about these were sent before. */
  readonly told: number;
  /** These came by the fast path, and no room has accepted their alerts yet. */
  readonly waiting: number;
  /** The fast path missed these. Their alerts follow. */
  readonly missed: number;
  /** These only read, and the rules are configured to leave reads out. */
  readonly leftOut: number;
  /** False: there was not enough time to read the whole log. */
  readonly isWhole: boolean;
}
