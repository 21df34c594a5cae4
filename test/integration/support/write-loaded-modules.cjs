// Required into a function's process: on SIGUSR2 it writes into a file which of Node's own modules are loaded.
'use strict';

const fs = require('node:fs');

process.on('SIGUSR2', () => {
  const { moduleLoadList } = /** @type {{ moduleLoadList: string[] }} */ (
    /** @type {unknown} */ (process)
  );
  fs.writeFileSync(String(process.env['LOADED_MODULES_FILE']), moduleLoadList.join('\n'));
});
