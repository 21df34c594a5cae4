// Required into a function's process: keeps the most memory that it ever held, in kB, in a file.
'use strict';

const fs = require('node:fs');

const file = String(process.env['PEAK_MEMORY_FILE']);
setInterval(() => fs.writeFileSync(file, String(process.resourceUsage().maxRSS)), 50).unref();
