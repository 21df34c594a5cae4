import type { Context } from 'aws-lambda';
import { createDeliveryDeps } from '../lib/delivery/delivery-deps.ts';
import { notify } from '../lib/delivery/notify.ts';
import { createAccountLoader } from '../lib/ncloud/load-accounts.ts';
import { createNcloudPoll } from '../lib/ncloud/poll.ts';
import { postJson } from '../lib/post-json.ts';
import { isNcloudActivity, readNcloudActivity } from '../lib/sources/ncloud-activity.ts';

const delivery = createDeliveryDeps(process.env);
const poll = createNcloudPoll({
  delivery,
  accounts: createAccountLoader(delivery, process.env),
  post: postJson,
  random: Math.random,
});

/** Called by a schedule each minute. On somebody's machine, an activity as the event is told instead. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  if (!delivery.isLocal || !isNcloudActivity(event)) return await poll(context);
  const account = {
    name: 'ncloud',
    includesPlatformActions: delivery.config.includesPlatformActions,
  };
  const activity = readNcloudActivity(event, account);
  if (activity === undefined) console.log('Root did not do this: nothing would be told.');
  else await notify(activity, context, delivery);
};
