import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/keep-exit-code.js', 'tests/support/build.ts', 'tests/support/postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { include: ['src/**'], exclude: ['**/*.test.ts'] },
  },
})
