/** Whether a call lets somebody in or weakens something, or the opposite. */
export type Direction = 'riskier' | 'safer';

/** What a call does to access or protection, as its request says. */
export type EffectKind =
  /** Everybody gets in: all accounts of AWS, or anybody at all. */
  | 'opensToAll'
  /** Somebody in particular gets in. */
  | 'opens'
  | 'closes'
  | 'opensNetwork'
  | 'closesNetwork'
  /** Somebody gets all rights, or the means to take them. */
  | 'grantsAdmin'
  | 'takesAdmin'
  /** Logging, detection or an alarm. */
  | 'switchesOff'
  | 'switchesOn'
  /** The protection of data or of a machine. */
  | 'weakens'
  | 'strengthens';

export interface Effect {
  readonly kind: EffectKind;
  /** The parameter that says so and its value, to be shown: `Status = Suspended`. Hostile. */
  readonly setting?: string;
}
