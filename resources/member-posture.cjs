module.exports = require('../plugin/load-typescript.cjs')(
  require.resolve('./member-posture.ts'),
).memberPosture;
