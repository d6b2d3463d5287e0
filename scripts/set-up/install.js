import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hasProgram, npm, runProgram, SetUpError, step } from './say.js'

const stampFile = 'node_modules/.cache/usage-audit/installed'

// The lockfile is written on Node 20 and pins better-sqlite3 12, which is compiled there. From Node 22 on, 13 takes its
// place: it brings its binaries in the package, so that no compiler is needed.
const isPrebuilt = Number(process.versions.node.split('.')[0]) >= 22
const newer = 'better-sqlite3@13'

// `npm ci` refuses a lockfile that leaves out builds of a tool for other platforms, as this one does where a registry did not
// have them; this installs the same locked versions and writes no lockfile.
const installLocked = ['install', '--no-save', '--no-progress']

/** Installs packages if the lockfile, the Node or the machine is another than at the last time. */
export function installIfStale() {
  const stamp = stampOf()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (isPrebuilt) installPrebuilt()
  else installCompiled()
  mkdirSync('node_modules/.cache/usage-audit', { recursive: true })
  writeFileSync(stampFile, stamp)
}

const stampOf = () =>
  [
    createHash('sha256').update(readFileSync('package-lock.json')).digest('hex'),
    process.versions.modules,
    process.platform,
    process.arch,
  ].join(' ')

function installCompiled() {
  if (matchesLock([]) && opensDatabase()) return
  step('installing packages (two minutes the first time: the database is compiled)', () => {
    const { ok, output } = npm(...installLocked)
    if (!ok) throw toError(output)
    if (!opensDatabase()) throw cannotOpen()
  })
}

function installPrebuilt() {
  if (!matchesLock(['node_modules/better-sqlite3']))
    step('installing packages', () => {
      const { ok, output } = npm(...installLocked, '--ignore-scripts')
      if (!ok) throw toError(output)
      const prepared = npm('rebuild', ...scripted())
      if (!prepared.ok) throw toError(prepared.output)
    })
  if (opensDatabase()) return
  step(`putting ${newer} in place for Node ${process.versions.node}`, () => {
    const { ok, output } = npm('install', '--no-save', '--ignore-scripts', '--no-progress', newer)
    if (!ok) throw toError(output)
  })
  if (opensDatabase()) return
  step('compiling better-sqlite3 (about two minutes)', () => {
    const { ok, output } = npm('rebuild', 'better-sqlite3')
    if (!ok) throw toError(output)
    if (!opensDatabase()) throw cannotOpen()
  })
}

/** Packages that are here and prepare themselves by a script, but for the database. */
const scripted = () =>
  Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
    .filter(([folder, { hasInstallScript }]) => hasInstallScript && existsSync(folder))
    .map(([folder]) => folder.replace('node_modules/', ''))
    .filter((name) => name !== 'better-sqlite3' && !name.includes('node_modules/'))

/** Whether what npm noted as installed is what the lockfile wants, but for the folders named. */
function matchesLock(except) {
  try {
    const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
    const present = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages
    return Object.entries(wanted).every(([folder, { version, optional }]) => {
      if (folder === '' || except.includes(folder)) return true
      return present[folder] ? present[folder].version === version && existsSync(folder) : optional === true
    })
  } catch {
    return false
  }
}

/** The proof is a database that opens, in a process of its own: a binary for another Node may crash. */
const opensDatabase = () =>
  runProgram(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').prepare('select 1').get()"]).ok

const cannotOpen = () =>
  new SetUpError(
    `better-sqlite3 is installed but opens no database under Node ${process.versions.node} on ${process.platform}-${process.arch}. Remove node_modules and start again.`,
  )

function toError(output) {
  if (/FetchError|nodejs\.org|network settings|getaddrinfo/.test(output) && /gyp ERR/.test(output))
    return new SetUpError(
      'the database (better-sqlite3) could not be compiled: the headers of this Node could not be downloaded from nodejs.org. ' +
        'Set a proxy (npm_config_proxy), or npm_config_nodedir to a folder that has include/node, or use Node 22 or newer, which needs no compiler.',
      78,
    )
  if (/gyp ERR|node-gyp|not found: make/.test(output)) {
    const missing = ['python3', 'make', 'g++'].filter((name) => !hasProgram(name))
    const way = {
      linux: 'sudo apt install python3 make g++ (or your system’s name for them)',
      darwin: 'xcode-select --install',
      win32: 'install the "Desktop development with C++" workload of Visual Studio Build Tools',
    }[process.platform]
    const why = missing.length > 0 ? `${missing.join(', ')} missing` : `its compiler said:\n${tail(output)}\n`
    return new SetUpError(
      `the database (better-sqlite3) could not be compiled: ${why}. Do: ${way}; or use Node 22 or newer, which needs no compiler.`,
      78,
    )
  }
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(output))
    return new SetUpError(
      `npm cannot reach its registry; check the network (or \`npm config get registry\`) and start again.\n${tail(output)}`,
    )
  return new SetUpError(`npm could not install the packages:\n${tail(output)}`)
}

const tail = (output) => output.trimEnd().split('\n').slice(-15).join('\n')
