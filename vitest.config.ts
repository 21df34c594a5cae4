import { defineConfig } from 'vitest/config';

/** `npm test` runs the projects unit and integration; each other one has a script of its own in package.json. */
export default defineConfig({
  test: {
    // As many as the cores of CI: each worker makes, and lets V8 optimize, all that the tests share.
    maxWorkers: 2,
    // Which Node the tests run on is no news: plugin and commands keep the SDK from saying so, too.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{lib,handlers,commands,plugin,preview}/**/*.test.ts'],
          // Property tests try hundreds of inputs; a busy machine must not make one of them fail.
          testTimeout: 60_000,
          // The files of one worker share the modules of lib, which compute: loading them anew for each file costs CPU.
          isolate: false,
          execArgv: [
            // What a test makes and drops is most of its memory: with a larger young generation V8 seldom has to look through it.
            '--max-semi-space-size=64',
            // Hardly any function runs for long enough to pay for being optimized together with all that it calls.
            '--max-inlined-bytecode-size-cumulative=100',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/integration/global-setup.ts'],
          // As above; and the files of one worker share the processes that stand for Lambda.
          isolate: false,
          // Most of these tests wait for much of their time.
          maxWorkers: 6,
          // Projects of one group must agree on their workers.
          sequence: { groupOrder: 1 },
          // As above.
          execArgv: ['--max-semi-space-size=64', '--max-inlined-bytecode-size-cumulative=100'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        // What only machines with moto_server, cfn-lint and Python's moto can prove: test/aws/global-setup.ts.
        test: {
          name: 'aws',
          include: ['test/aws/**/*.test.ts'],
          // As many as there are deploys: on two cores, one would be the default.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          globalSetup: ['test/aws/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        // What only machines with Chromium and a Korean font can prove: preview/launch-chromium.ts.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // `npm run bench`: bench/run.ts.
        test: {
          name: 'bench',
          include: ['bench/measure.ts'],
          globalSetup: ['test/integration/global-setup.ts'],
          testTimeout: 30 * 60_000,
        },
      },
    ],
  },
});
