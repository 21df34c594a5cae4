// Required into a function's process: `Date.now` reads the test's clock, which may be days ahead, or stand still (`=` and the
// time). Timers and `new Date()` stay what they are.
'use strict';

const fs = require('node:fs');

const now = Date.now;
Date.now = () => {
  // Read each time, since another sandbox in this process has another.
  const text = fs.readlinkSync(String(process.env['CLOCK_LINK']));
  return text.startsWith('=') ? Number(text.slice(1)) : now() + Number(text);
};
