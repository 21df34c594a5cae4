// Required before Lambda's client, which then imports required-handler.cjs in place of a packaged handler.
//
// Node 20 looks for the names that an imported CommonJS file exports with a parser so slow that it takes more CPU than
// all else in a cold start: 60 ms of rootEvent, 120 of reconcile. What is required is not looked through, and runs the same.
// And what is required can be loaded anew for the next sandbox, which no Node does with what was imported.
'use strict';

const path = require('node:path');

function requireHandler() {
  process.env['REQUIRED_HANDLER'] = process.env['_HANDLER'];
  process.env['_HANDLER'] = path.join(__dirname, 'required-handler.handler');
}
requireHandler();

module.exports = { requireHandler };
