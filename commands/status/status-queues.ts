import { resourceNames } from '../../lib/resource-names.ts';
import { queueDepth } from '../queue-depth.ts';
import type { Deployment } from '../stack.ts';
import { fix, looking, ok, repairIt } from './status-row.ts';

export async function queueRows({ stage, region }: Deployment) {
  const names = resourceNames(stage);
  const rows = await Promise.all([
    looking('outbox', async () => {
      const name = names.outboxQueue;
      const count = await queueDepth(region, name);
      if (count === undefined) return [fix('outbox', `${name} is gone`, repairIt)];
      return [ok('outbox', count === 0 ? 'empty' : `${count} in it, told or about to be`)];
    }),
    looking('undelivered', async () => {
      const name = names.undeliveredQueue;
      const count = await queueDepth(region, name);
      if (count === undefined) return [fix('undelivered', `${name} is gone`, repairIt)];
      if (count === 0) return [ok('undelivered', 'empty')];
      return [
        fix(
          'undelivered',
          `${count} that nobody was told of`,
          `npm run redrive -- --stage ${stage}`,
        ),
      ];
    }),
  ]);
  return rows.flat();
}
