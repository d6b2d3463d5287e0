import { defineConfig } from 'vitest/config'

/** Tests of a real desktop: they know when something happened only as well as they are let run. */
const desktop = ['tests/desktop/**/*.test.ts', 'tests/flows/*presence*.test.ts']
const patience = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    globalSetup: ['tests/support/keep-exit-code.js', 'tests/support/build.ts', 'tests/support/postgres.ts'],
    coverage: { include: ['src/**'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        test: { ...patience, name: 'together', include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], exclude: desktop },
      },
      // After all the others, one file at a time.
      {
        test: {
          ...patience,
          name: 'alone',
          include: desktop,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
