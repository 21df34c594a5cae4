// The stage of the command line, refused in one sentence where it cannot be one: the framework takes forty lines for it.
module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('../plugin/checks/early-checks.ts'),
).stageOrExit;
