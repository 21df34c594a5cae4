// Runs the framework's command line in the current directory once for each list of arguments in a JSON list, all in
// this process: loading the framework takes many times as long as packaging a template. After each run, a zero byte and
// its exit code, of one digit, are written to standard output and standard error.
'use strict';

const modules = require('node:module');
const path = require('node:path');

const load = modules.createRequire(path.join(process.cwd(), 'package.json'));
const program = load.resolve('serverless/scripts/serverless.js');
/** @type {string[][]} */
const runs = JSON.parse(String(process.argv[2]));

// The framework also writes down its state, and for each object in it searches all before it: half of the time of a run. Nobody
// reads it here.
load('json-cycle').stringify = () => '{}';

// Each run adds its listeners for the signals that end a process.
process.setMaxListeners(0);
// A run is over when nothing is left to wait for.
process.on('beforeExit', () => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write(`\0${process.exitCode ?? 0}`);
  }
  process.exitCode = 0;
  runNext();
});
runNext();

function runNext() {
  const args = runs.shift();
  // Without this, the write above would cause another beforeExit, for ever.
  if (args === undefined) process.exit(0);
  process.argv.splice(1, Number.POSITIVE_INFINITY, program, ...args);
  load('serverless/lib/cli/resolve-input').clear();
  delete load.cache[program];
  load(program);
}
