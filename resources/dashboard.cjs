module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./dashboard.ts'),
).dashboard;
