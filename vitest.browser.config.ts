import { defineConfig } from 'vitest/config';

/** What only machines with Chromium and a Korean font can prove; see preview/launch-chromium.js. */
export default defineConfig({
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
