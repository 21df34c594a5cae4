module.exports = require('../plugin/load-typescript.cjs')(require.resolve('./alarm.ts')).alarm;
