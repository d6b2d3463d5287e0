import { defineConfig } from 'vitest/config'

/** Trials take as long as they take, alone on the machine, and what they print is their result. */
export default defineConfig({
  test: {
    include: ['tests/trials/**/*.trial.ts'],
    globalSetup: ['tests/support/keep-exit-code.js', 'tests/support/build.ts', 'tests/support/postgres.ts'],
    testTimeout: 0,
    hookTimeout: 0,
    fileParallelism: false,
    maxWorkers: 1,
    disableConsoleIntercept: true,
    passWithNoTests: true,
  },
})
