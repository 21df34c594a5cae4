const { register } = require('tsx/cjs/api');

/**
 * Loads a TypeScript module of ours for the framework, which knows only require(). tsx is registered globally while
 * that lasts: with its namespaced require(), esbuild looks for its binary under a path with a query and fails
 * (`spawn …/esbuild?namespace=… ENOENT`).
 *
 * @param {string} path absolute
 */
module.exports = (path) => {
  const unregister = register();
  try {
    return require(path);
  } finally {
    unregister();
  }
};
