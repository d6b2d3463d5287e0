import { buildIfStale } from './build.js'
import { installIfStale } from './install.js'
import { SetUpError } from './say.js'
import { installTools } from './tools.js'

/** Runs the steps that were asked for; the first that fails ends the process with one clear message. */
export async function setUp(flags) {
  try {
    process.chdir(new URL('../..', import.meta.url).pathname.replace(/^\/([A-Z]:)/, '$1'))
    installIfStale()
    if (flags.includes('--build')) await buildIfStale()
    if (flags.includes('--test')) installTools()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    console.error(`usage-audit: ${error.message}`)
    process.exitCode = error.exitCode
  }
}
