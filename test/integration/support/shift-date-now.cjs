// Required into a function's process: `Date.now` reads the test's clock, which may be days ahead. Timers and
// `new Date()` stay what they are.
'use strict';

const fs = require('node:fs');

const now = Date.now;
const offsetFile = String(process.env['CLOCK_OFFSET_FILE']);
Date.now = () => now() + Number(fs.readFileSync(offsetFile, 'latin1'));
