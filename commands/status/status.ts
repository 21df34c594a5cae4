// npm run status: shows whether every part that a use of root passes is in place, and what to do where it is not.

import { runCommand } from '../run-command.ts';
import { table } from '../table.ts';
import { readStatus } from './read-status.ts';

await runCommand({
  name: 'status',
  summary: 'Shows whether all is in place that a use of root has to pass. Changes nothing.',
  flags: {},
  run: async ({ stage, region }) => {
    const { accountId, isOk, rows } = await readStatus({ stage, region }, Date.now());
    const faults = rows.filter(({ verdict }) => verdict === 'FIX').length;
    const cells = table(rows.map(({ verdict, what, found }) => [verdict, what, found]));
    return {
      isOk,
      lines: [
        `root-alert, stage ${stage}, account ${accountId}, home ${region}`,
        '',
        ...rows.flatMap(({ todo }, index) => [
          cells[index] ?? '',
          ...(todo === undefined ? [] : [`      → ${todo}`]),
        ]),
        '',
        isOk ? 'All is in place.' : `${faults} to FIX.`,
      ],
      json: { stage, account: accountId, region, isOk, rows },
    };
  },
});
