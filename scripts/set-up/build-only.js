// The build step alone, for test runs that start without npm.
import { buildIfStale } from './build.js'

try {
  buildIfStale()
} catch (error) {
  console.error(error.message)
  process.exitCode = 70
}
