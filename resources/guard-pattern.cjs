module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./guard-pattern.ts'),
).guardPattern;
