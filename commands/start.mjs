// What each `npm run` of a TypeScript file loads first. Plain JavaScript that any Node reads: it says in a sentence what Node
// would answer with a stack.
const [major, minor] = process.versions.node.split('.').map(Number);
// `engines` of package.json.
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;

if (!fits) {
  leave(`Node.js ${process.versions.node} is too old: install 24 (22.13 and 20.19 work, too).`);
}

try {
  await import('tsx');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  leave('The packages are not installed: run npm ci first.');
}

function leave(sentence) {
  console.error(sentence);
  process.exit(1);
}
