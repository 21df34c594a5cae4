import type { RecentIncidents } from '../ledger/recent-incidents.ts';
import type { postJson } from '../post-json.ts';
import type { RespondSecret } from './respond-secret.ts';
import type { TakeAnswerDeps } from './take-answer.ts';

/** What the function `respond` needs. */
export interface RespondDeps extends TakeAnswerDeps {
  /** Rejects when the secret cannot be read, or has no key. */
  readonly secret: () => Promise<RespondSecret>;
  /** 22 characters of base64url that nobody can guess. */
  readonly newFormId: () => string;
  /** Posts to the chat service that a press came from. */
  readonly post: typeof postJson;
  /** What the Dooray app lists. */
  readonly recentIncidents: RecentIncidents;
}
