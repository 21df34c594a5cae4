/** What may be wrong with one object. */
type ObjectFault =
  /** It is none of ours. */
  | 'foreign'
  /** A marker hides it: somebody deleted it. */
  | 'hidden'
  /** It was written more than once. */
  | 'again'
  | 'unreadable'
  | 'tooLarge'
  /** Its hash is another than the one that somebody noted. */
  | 'otherHash'
  /** It does not follow what is before it: one of the two was replaced. */
  | 'replaced';

/** One thing that is wrong with the evidence. `key` is the name of an object. */
export type EvidenceFault =
  | { readonly kind: ObjectFault; readonly key: string }
  | { readonly kind: 'otherNumber'; readonly key: string; readonly number: number }
  /** Two objects are of the same use. */
  | { readonly kind: 'twin'; readonly key: string; readonly twin: string }
  | { readonly kind: 'missing'; readonly from: number; readonly to: number }
  /** Somebody noted it, and it is not there. */
  | { readonly kind: 'notedGone'; readonly number: number }
  | { readonly kind: 'bucketGone' }
  | { readonly kind: 'noVersions'; readonly status: string | undefined }
  | { readonly kind: 'noLock' };
