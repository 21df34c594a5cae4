// In place of a packaged handler: see require-handler.cjs.
'use strict';

const path = require('node:path');

module.exports = {
  /** Lambda's client gets this once for each sandbox, of which each loads its handler. */
  get handler() {
    const { REQUIRED_HANDLER = '', LAMBDA_TASK_ROOT = '' } = process.env;
    // The function finds its environment as Lambda makes it.
    process.env['_HANDLER'] = REQUIRED_HANDLER;
    delete process.env['REQUIRED_HANDLER'];

    const { dir, name } = path.parse(REQUIRED_HANDLER);
    return require(path.join(LAMBDA_TASK_ROOT, dir, `${name}.cjs`)).handler;
  },
};
