module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./forwarders.ts'),
).forwarders;
