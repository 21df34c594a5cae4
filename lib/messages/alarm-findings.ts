/**
 * What the trail's log says about the uses of root behind an alarm. Undefined: nobody looked, or it did
 * not answer in time.
 */
export interface AlarmFindings {
  /** Those that the room was told of before. */
  readonly told: number;
  /** Those that came by the fast path, and wait for the room to take them. */
  readonly waiting: number;
  /** Those that the fast path missed; they are told next. */
  readonly missed: number;
  /** Those that only read, which the rules are told to leave out. */
  readonly leftOut: number;
  /** False: there was more in the log than could be looked at in time. */
  readonly isWhole: boolean;
}
