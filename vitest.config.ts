import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most integration tests wait for a server of their own; more workers than this only get in each other's way.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{lib,handlers,scripts}/**/*.test.ts'],
          // Property tests try hundreds of inputs; a busy machine must not make one of them fail.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/integration/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
