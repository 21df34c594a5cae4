// npm run planned: says in the room that root is used as planned, for how long and why. In that time nobody is called for it.

import { runCommand } from '../run-command.ts';
import { askPlanned } from './ask-planned.ts';
import { readPlannedOptions } from './read-planned-options.ts';

await runCommand({
  name: 'planned',
  summary:
    'Opens a window for planned work with root: the room is told when it opens and closes, and alerts in it call nobody.',
  values: {
    'account <number>': 'the account whose root is used',
    'for <time>': 'how long, such as 2h or 90m; at most 8h',
    'why <reason>': 'what for, as the room is told',
    'allow <events>': 'critical events that are part of the plan, such as CreateAccessKey,…',
  },
  flags: {
    close: 'close the window of the account now',
    list: 'show the windows that are open',
  },
  run: (options) => askPlanned(readPlannedOptions(options), options),
});
