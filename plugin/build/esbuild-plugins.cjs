module.exports = require('../load-typescript.cjs')(
  require.resolve('./esbuild-plugins.ts'),
).esbuildPlugins;
