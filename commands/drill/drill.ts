// npm run drill: a rehearsal of everything but the trail, which says how far each event came.
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { UserError } from '../../plugin/user-error.ts';
import { openClient } from '../aws-client.ts';
import { runCommand } from '../run-command.ts';
import { readStack } from '../stack.ts';
import { drillAlarm } from './drill-alarm.ts';
import { drillEscalation } from './drill-escalation.ts';
import { drillPoll } from './drill-poll.ts';
import { drillRegions } from './drill-regions.ts';

const time = { now: Date.now, sleep };

await runCommand({
  name: 'drill',
  summary:
    'Puts a rehearsed use of root on the bus of every covered region, and waits until the room has been told.',
  flags: {
    alarm: 'drill the classic route instead: the alarm and its topic',
    ncloud: 'let the function that polls Naver Cloud poll once instead',
    escalation: 'tell those instead who hear of what nobody answered',
  },
  run: async (options, print) => {
    const { stage, region, flags } = options;
    const [one, other] = ['alarm', 'ncloud', 'escalation'].filter((flag) => flags.has(flag));
    if (other !== undefined) {
      throw new UserError(`--${one} and --${other} are two drills: run one after the other.`);
    }
    const stack = await readStack(openClient(CloudFormationClient, region), stage, region);
    if (flags.has('alarm')) return drillAlarm(stack, options, print, time);
    if (flags.has('ncloud')) return drillPoll(stack, options);
    if (flags.has('escalation')) return drillEscalation(stack, options);
    return drillRegions(stack, options, print, time);
  },
});
