import { defineConfig } from 'vitest/config';

/** `npm run bench`: see bench/run.js. */
export default defineConfig({
  test: {
    name: 'bench',
    include: ['bench/measure.ts'],
    globalSetup: ['test/integration/global-setup.ts'],
    testTimeout: 30 * 60_000,
  },
});
