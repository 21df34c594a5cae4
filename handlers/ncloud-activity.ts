import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { createAccountLoader } from '../lib/ncloud/load-accounts.ts';
import { createNcloudActivityHandler } from '../lib/ncloud/ncloud-activity-handler.ts';
import { createNcloudPoll } from '../lib/ncloud/poll.ts';
import { postJson } from '../lib/post-json.ts';

const delivery = createDeliveryDeps(process.env);
const accounts = createAccountLoader(delivery, process.env);
const poll = createNcloudPoll({ delivery, accounts, post: postJson, random: Math.random });

/** Called by a schedule each minute. In local mode, a sample of an activity as the event is delivered instead. */
export const handler = createNcloudActivityHandler(delivery, poll);
