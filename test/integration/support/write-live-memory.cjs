// Required into a function's process: told by SIGUSR2, it collects all garbage, and writes how many bytes were still
// alive into a file. What the collector leaves for later is no part of that, so the number is the same on any machine.
'use strict';

const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

const file = String(process.env['LIVE_MEMORY_FILE']);
v8.setFlagsFromString('--expose-gc');
const collectGarbage = /** @type {() => void} */ (vm.runInNewContext('gc'));

const bytesAlive = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

process.on('SIGUSR2', async () => {
  let bytes = bytesAlive();
  // The invocation may have ended a moment ago, with its event still on its way out: what stays is in every look.
  for (let look = 1; look < 5; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    bytes = Math.min(bytes, bytesAlive());
  }
  // At once: whoever waits for the file must not find half of it.
  fs.writeFileSync(`${file}.new`, String(bytes));
  fs.renameSync(`${file}.new`, file);
});
