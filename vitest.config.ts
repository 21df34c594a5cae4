import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // More than the two cores of CI, since most integration tests wait for much of their time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{lib,handlers,commands,plugin,preview}/**/*.test.ts'],
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
