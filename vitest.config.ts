import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, or everything else waits for it at the end. */
const longest = [
  /isolation-\w+\.test/,
  /faults\/fuzz\.test/,
  /flows\/(kills|readme|api-input|demo)\.test/,
  /browser\/web\.test/,
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((one) => one.test(moduleId))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/** Tests of a real browser, which keep a processor each. */
const browser = ['tests/browser/**/*.test.ts']
/** Tests of a real desktop: they wait most of the time, and know when something happened only as well as they are let run. */
const desktop = ['tests/desktop/**/*.test.ts', 'tests/flows/*presence*.test.ts', 'tests/flows/{session,titles}.test.ts']
const common = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // To load everything anew for each of hundreds of files took a minute and a half; no file changes what another loads.
  isolate: false,
}

export default defineConfig({
  test: {
    globalSetup: ['tests/support/keep-exit-code.js', 'tests/support/build.ts', 'tests/support/postgres.ts'],
    sequence: { sequencer: LongestFirst },
    coverage: { include: ['src/**'], exclude: ['**/*.test.ts'] },
    projects: [
      {
        // Most of them wait for other processes most of the time.
        test: {
          ...common,
          name: 'together',
          include: ['src/**/*.test.ts', 'tests/*.test.ts'],
          maxWorkers: 4,
          // Here a chance failure is to be seen and mended; where a change is judged it must not hide that nothing is wrong.
          retry: process.env.CI ? 1 : 0,
        },
      },
      {
        // Real programs on a busy machine: what fails once is tried again and named in the output; what is wrong fails again.
        test: {
          ...common,
          name: 'programs',
          include: ['tests/*/**/*.test.ts'],
          exclude: [...desktop, ...browser],
          maxWorkers: 4,
          retry: 1,
        },
      },
      // After all the others; and what is timed not beside a browser.
      {
        test: {
          ...common,
          name: 'browser',
          include: browser,
          maxWorkers: 3,
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...common,
          name: 'alone',
          include: desktop,
          maxWorkers: 5,
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
