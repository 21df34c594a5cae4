module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./incidents.ts'),
).incidents;
