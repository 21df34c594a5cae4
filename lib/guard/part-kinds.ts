/** What a call can act on: parts of root-alert, and things that it depends on. */
export type PartKind =
  | 'function'
  | 'rule'
  | 'bus'
  | 'queue'
  | 'topic'
  | 'table'
  | 'secret'
  | 'key'
  | 'logGroup'
  | 'alarm'
  | 'dashboard'
  | 'stack'
  | 'stackSet'
  | 'role'
  /** Where people answer. */
  | 'api'
  /** The one that keeps the evidence. */
  | 'bucket'
  | 'trail'
  | 'organization'
  | 'changeSet';

/** What root-alert may lose with a part. */
export type Loss =
  /** Telling a use at once. */
  | 'atOnce'
  /** Telling later what could not be told at once, and digests. */
  | 'later'
  /** What the home region's rule finds. */
  | 'home'
  /** What other regions and accounts forward. */
  | 'elsewhere'
  /** What one region forwards. */
  | 'region'
  /** What waits to be told. */
  | 'kept'
  | 'alarmRoute'
  | 'lookBack'
  | 'ncloud'
  /** Whom planned work is believed, and what is told of it. */
  | 'planned'
  | 'guard'
  /** People's answers about an incident. */
  | 'answers'
  /** What is kept, locked, of what was told. */
  | 'evidence'
  | 'opsMail'
  | 'ledger'
  | 'rooms'
  | 'logs'
  | 'dashboard'
  | 'everything'
  | 'trail'
  | 'organization'
  | 'changeSet'
  | 'unnamed';
