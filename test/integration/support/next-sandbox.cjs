// Required into a process that may serve one sandbox after another, before Lambda's client. For each, a new instance of that
// client loads the function anew, with its own variables, and meets nothing of the last one. A test is so spared the start of
// a Node, which takes more than most functions do.
'use strict';

const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const vm = require('node:vm');
const { requireHandler } = require('./require-handler.cjs');

/** Lambda's client answers, and asks for more, before its own turns are over. */
const turns = 3;
const globals = new Set(Reflect.ownKeys(globalThis));
const runtimeClient = pathToFileURL(String(process.argv[1])).href;
let sandboxes = 1;

/** @typedef {{ _compile(this: NodeModule, content: string, filename: string): unknown }} Compiler */

/** @type {Map<string, { content: string, script: vm.Script }>} */
const scripts = new Map();
const modules = /** @type {Compiler} */ (/** @type {unknown} */ (Module.prototype));
const compile = modules._compile;

/** What the next sandbox has too runs anew there, but V8 need not compile it again. */
modules._compile = function (content, filename) {
  if (!isOfSandbox(filename)) return compile.call(this, content, filename);
  const known = scripts.get(filename);
  const script =
    known?.content === content ? known.script : new vm.Script(Module.wrap(content), { filename });
  scripts.set(filename, { content, script });
  const require = Module.createRequire(filename);
  const run = script.runInThisContext();
  return run.call(this.exports, this.exports, require, this, filename, path.dirname(filename));
};

/** @param {string} file */
function isOfSandbox(file) {
  return file.startsWith(`${process.env['LAMBDA_TASK_ROOT']}${path.sep}`);
}

/** Whether anything is under way still that the last function began, such as a request or a timer. */
async function isAnythingLeft() {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  return process.getActiveResourcesInfo().length > 0;
}

function forgetTheLast() {
  for (const file of Object.keys(require.cache).filter(isOfSandbox)) delete require.cache[file];
  for (const name of Reflect.ownKeys(globalThis)) {
    if (!globals.has(name)) Reflect.deleteProperty(globalThis, name);
  }
}

/** @param {{ directory: string, environment: Record<string, string> }} sandbox */
function begin({ directory, environment }) {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
  process.chdir(directory);
  requireHandler();
  sandboxes += 1;
  // The query makes it another module. If it fails, the process ends, as it does the first time.
  void import(`${runtimeClient}?${sandboxes}`);
}

module.exports = { isAnythingLeft, forgetTheLast, begin };
