// npm run drill: a rehearsal that passes everything but the trail, and says how far it came.
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { UserError } from '../../plugin/user-error.js';
import { openClient } from '../aws-client.js';
import { runCommand } from '../run-command.js';
import { readStack } from '../stack.js';
import { drillAlarm } from './drill-alarm.js';
import { drillPoll } from './drill-poll.js';
import { drillRegions } from './drill-regions.js';

const time = { now: Date.now, sleep };

await runCommand({
  name: 'drill',
  summary:
    'Puts a rehearsed use of root on the bus of every covered region, and waits until the room has been told.',
  flags: {
    alarm: 'drill the classic route instead: the alarm and its topic',
    ncloud: 'let the function that polls Naver Cloud poll once instead',
  },
  run: async (options, words) => {
    const { stage, region, flags } = options;
    if (flags.has('alarm') && flags.has('ncloud')) {
      throw new UserError('--alarm and --ncloud are two drills: run one after the other.');
    }
    const stack = await readStack(openClient(CloudFormationClient, region), stage, region);
    if (flags.has('alarm')) return drillAlarm(stack, options, words, time);
    if (flags.has('ncloud')) return drillPoll(stack, options);
    return drillRegions(stack, options, words, time);
  },
});
