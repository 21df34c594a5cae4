import { pollClosedWindow } from '../lib/ncloud/poll-closed-window.ts';

/**
 * Called by Naver Cloud Functions, where there is no AWS: a cron trigger each minute, with the action's
 * parameters. Rejects when anything could not be read or told; `npm run package:ncloud` makes the zip.
 */
export const main = (parameters: unknown): Promise<{ readonly message: string }> =>
  pollClosedWindow(parameters);
