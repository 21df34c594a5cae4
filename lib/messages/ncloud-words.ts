import type { NcloudDeed } from '../classify/ncloud-deed.ts';
import type { Outcome } from './sentence-parts.ts';
import type { Sentence, Words } from './words.ts';

/** A call for which Naver Cloud's own names are all that is known. */
export interface NcloudCall {
  /** `Create server instance`. */
  readonly action: string;
  /** `Server`. Undefined: the record does not say. */
  readonly product: string | undefined;
}

type Sentences = Readonly<Record<Outcome, Sentence>>;

/** The words for Naver Cloud: those for AWS with others where its names differ, and sentences of its own. */
export interface NcloudWords extends Words {
  readonly deeds: Readonly<Record<NcloudDeed, Sentences>>;
  /** What is done by an action that we have no words for. */
  readonly ncloudCall: (call: NcloudCall) => Sentences;
  /** The beginning of a sentence about somebody of a type that Naver's documents do not have. */
  readonly byType: (type: string) => string;
}
