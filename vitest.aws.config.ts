import { defineConfig } from 'vitest/config';

/** What only machines with moto_server, cfn-lint and Python's moto can prove; see test/aws/global-setup.ts. */
export default defineConfig({
  test: {
    name: 'aws',
    include: ['test/aws/**/*.test.ts'],
    // As many as there are deploys: on two cores, one would be the default.
    maxWorkers: 2,
    globalSetup: ['test/aws/global-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
