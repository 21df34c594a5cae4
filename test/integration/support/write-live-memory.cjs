// Required into a function's process: told by SIGUSR2, it collects all garbage, and writes how many bytes were still
// alive into a file. What the collector leaves for later is no part of that, so the number is the same on any machine.
'use strict';

const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

const file = String(process.env['LIVE_MEMORY_FILE']);
v8.setFlagsFromString('--expose-gc');
const collectGarbage = /** @type {() => void} */ (vm.runInNewContext('gc'));

process.on('SIGUSR2', () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  // At once: whoever waits for the file must not find half of it.
  fs.writeFileSync(`${file}.new`, String(heapUsed + external));
  fs.renameSync(`${file}.new`, file);
});
