import { defineConfig } from 'vitest/config';

/** Tests that put something else in the place of a module of Node have modules of their own. */
const ISOLATED = 'test/**/*.isolated.test.ts';

export default defineConfig({
  test: {
    // As many as the smallest machines that run these tests have processors; left to itself, vitest keeps one of them free.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/conformance/**', 'test/bench/**', 'test/e2e/**', ISOLATED],
          // No module of ours has a state of its own, so files of tests can share them.
          isolate: false,
          // A guard against hanging, not a bound on speed: machines are busy.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'isolated',
          include: [ISOLATED],
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/global-setup.ts',
          testTimeout: 120_000,
        },
      },
    ],
  },
});
