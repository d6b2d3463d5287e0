import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram, SetUpError, step } from './say.js'

// It lies in dist/ so that it goes when dist/ goes.
const stampFile = 'dist/.built-from'

const inputs = [
  'src',
  'migrations',
  'scripts/build.js',
  'scripts/build-web.js',
  'scripts/vite.config.js',
  'package.json',
  'package-lock.json',
]

/** Builds dist/ if any file it is made from is another than at the last build. */
export function buildIfStale() {
  const stamp = hashOf(inputs.flatMap(filesOf))
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  step('building', () => {
    const { ok, output } = runProgram(process.execPath, ['scripts/build.js'])
    if (!ok) throw new SetUpError(`the build failed:\n${output.trimEnd()}`, 70)
  })
  writeFileSync(stampFile, stamp)
}

function filesOf(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
