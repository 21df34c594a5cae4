/**
 * serverless-esbuild, for the commands that package. It takes a second to load, of which the others need nothing:
 * `sls invoke local` builds its one function itself (invoke-local/build-handler.ts).
 */
module.exports = class {
  constructor(serverless, options, logging) {
    const [command] = serverless.processedInput.commands;
    const isNeeded = command === 'package' || command === 'deploy';
    this.hooks = isNeeded
      ? new (require('serverless-esbuild'))(serverless, options, logging).hooks
      : {};
  }
};
