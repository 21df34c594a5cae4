import { doorayRules } from './dooray/dooray-rules.ts';
import type { keyedKinds } from './room-kinds.ts';
import type { RoomRules } from './room-rules.ts';
import { slackRules } from './slack/slack-rules.ts';

/** The rules of the kinds that the secret names by a key of their own: most secrets name no other. */
export const keyedRules: Readonly<Record<(typeof keyedKinds)[number], RoomRules>> = {
  dooray: doorayRules,
  slack: slackRules,
};
