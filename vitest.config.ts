import { defineConfig } from 'vitest/config';

const exclude = ['test/conformance/**', 'test/bench/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, 'test/e2e/**'],
          // A guard against hanging, not a bound on speed: machines are busy.
          testTimeout: 120_000,
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
