import { queueDepth } from '../queue-depth.js';
import { fix, looking, mendIt, ok } from './status-row.js';

/** @param {{ stage: string, region: string }} options */
export async function queueRows({ stage, region }) {
  const rows = await Promise.all([
    looking('outbox', async () => {
      const name = `root-alert-outbox-${stage}`;
      const count = await queueDepth(region, name);
      if (count === undefined) return [fix('outbox', `${name} is gone`, mendIt)];
      return [ok('outbox', count === 0 ? 'empty' : `${count} in it, told or about to be`)];
    }),
    looking('undelivered', async () => {
      const name = `root-alert-undelivered-${stage}`;
      const count = await queueDepth(region, name);
      if (count === undefined) return [fix('undelivered', `${name} is gone`, mendIt)];
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
