module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./root-use-pattern.ts'),
).rootUsePattern;
