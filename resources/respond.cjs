module.exports = require('../plugin/load-typescript.cjs')(require.resolve('./respond.ts')).respond;
