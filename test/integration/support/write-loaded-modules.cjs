// Required into a function's process: on SIGUSR2 it writes into a file which modules are loaded: Node's own, and files.
'use strict';

const fs = require('node:fs');

process.on('SIGUSR2', () => {
  const { moduleLoadList } = /** @type {{ moduleLoadList: string[] }} */ (
    /** @type {unknown} */ (process)
  );
  const files = Object.keys(require.cache);
  fs.writeFileSync(
    String(process.env['LOADED_MODULES_FILE']),
    [...moduleLoadList, ...files].join('\n'),
  );
});
