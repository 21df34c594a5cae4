// npm run contain: denies one sign-in session of root, or all that root does, in one member account, and takes that off again.
import { runCommand } from '../run-command.ts';
import { askAtTerminal } from './ask-at-terminal.ts';
import { runContain } from './run-contain.ts';

await runCommand({
  name: 'contain',
  summary:
    'Denies a session of root in a member account by a service control policy, after you typed the account number, and tells the room.',
  values: {
    'account <number>': 'the member account, twelve digits',
    'session <ARN>': 'the ARN of the sign-in session, as the alert has it',
    'profile <name>':
      'the AWS profile that may change service control policies, if it is not that of the stage',
  },
  flags: {
    'all-root': 'deny all that root does there, instead of one session',
    release: 'take off what the same command without it attached',
  },
  run: (options, print) => runContain(options, print, askAtTerminal()),
});
