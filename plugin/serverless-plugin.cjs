// The framework loads a plugin with require(), so this file lets it load ours, which is TypeScript.
module.exports = require('./load-typescript.cjs')(
  require.resolve('./serverless-plugin.ts'),
).default;
