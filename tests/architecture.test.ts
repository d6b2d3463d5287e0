import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What each floor may import besides itself: the floors below it, and packages. */
const floors: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core', 'zod'],
  // What a browser gets: nothing of Node, and packages that are only needed to build.
  web: [
    'core',
    'protocol',
    'react',
    'react-dom',
    '@tanstack/react-router',
    '@tanstack/react-query',
    '@tanstack/react-virtual',
    'radix-ui',
    'uqr',
  ],
  agent: [
    'core',
    'protocol',
    'node:*',
    'zod',
    'better-sqlite3',
    'ps-list',
    'pidusage',
    'pino',
    'x11',
    '@jellybrick/dbus-next',
    'koffi',
  ],
  server: [
    'core',
    'protocol',
    'node:*',
    'zod',
    'h3',
    'drizzle-orm',
    'better-sqlite3',
    'pg',
    'croner',
    'nodemailer',
    'jose',
    'pino',
    '@resvg/resvg-js',
    '@peculiar/x509',
    'reflect-metadata',
    'string-width',
    '@node-rs/argon2',
    'otpauth',
    'fxa-common-password-list',
    'fflate',
    'openid-client',
    'pdfkit',
    'fontkit',
  ],
  cli: [
    'core',
    'protocol',
    'agent',
    'server',
    'node:*',
    'zod',
    'commander',
    'smol-toml',
    'env-paths',
    'string-width',
    'pino',
    'package.json',
  ],
}

/** What each room of the server may import besides itself and the floors below. `server.ts` puts all together. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'log.ts': [],
  store: ['log.ts'],
  http: ['log.ts', 'tls'],
  tls: ['log.ts'],
  auth: ['store', 'log.ts'],
  ingest: ['store'],
  reports: ['store'],
  metrics: ['store'],
  export: ['store', 'reports'],
  // A mail is one form of a report.
  mail: ['reports', 'log.ts'],
  // What a browser without a script sees, in the look of a report.
  pages: ['reports'],
  // What screens of somebody's figures read.
  screens: ['store', 'reports', 'log.ts'],
  routes: ['http', 'store', 'auth', 'ingest', 'reports', 'pages', 'metrics', 'export', 'screens'],
  jobs: ['store', 'mail', 'reports', 'log.ts'],
  // It goes the way of real data, without the network.
  demo: ['store', 'ingest', 'jobs'],
  // What is done by the clock.
  'schedule.ts': ['jobs', 'store', 'auth', 'log.ts'],
  'app.ts': ['http', 'store', 'log.ts'],
  // Puts the door together, as `server.ts` does the rest.
  'access.ts': ['http', 'store', 'auth', 'mail', 'routes', 'pages', 'screens', 'log.ts'],
}

/** Files that may be longer than 200 lines, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {}

const sources = filesIn('src').filter((file) => !/\.test\.tsx?$/.test(file))

describe('src', () => {
  it('has only floors that are described', () => {
    expect([...new Set(sources.map(floorOf))].filter((floor) => !(floor in floors))).toEqual([])
  })

  it('never steps upwards, and uses a package only on its floor', () => {
    const allowed = (file: string, name: string) => name === floorOf(file) || floors[floorOf(file)]?.includes(name)
    expect(steps(sources, toPlace).filter(({ file, to }) => !allowed(file, to))).toEqual([])
  })

  it('has no import cycles', () => {
    expect(
      findCycles(new Map(sources.map((file) => [file, importsOf(file).filter((name) => name.startsWith('src/'))]))),
    ).toEqual([])
  })

  it('ends the process in one place only', () => {
    expect(sources.filter((file) => /\bprocess\.(exit|abort|reallyExit)\b/.test(read(file)))).toEqual([
      'src/cli/main.ts',
    ])
  })

  it('reads the environment in one place only', () => {
    const reads = /\bprocess\.env\b|\benv\b[^\n]*from 'node:process'|\{[^}]*\benv\b[^}]*\} = process\b/
    // portable-usage.ts reads no setting there: it sets the locale of the `ps` that pidusage starts.
    const allowed = ['src/agent/processes/portable-usage.ts', 'src/cli/main.ts']
    expect(sources.filter((file) => reads.test(read(file)))).toEqual(allowed)
  })

  it('loads the package that calls system libraries in one place only, when it is needed', () => {
    const loading = sources.filter((file) =>
      /\b(?:from|import|import\() ?'koffi/.test(read(file).replace(/import type [^\n]*/g, '')),
    )
    expect(loading).toEqual(['src/agent/native/bind.ts'])
    expect(read('src/agent/native/bind.ts')).toContain("await import('koffi')")
  })

  it('keeps files under 200 lines', () => {
    const long = sources.filter((file) => read(file).trimEnd().split('\n').length > 200)
    expect(long.filter((file) => !(file in longFiles))).toEqual([])
  })

  it('keeps functions short', () => {
    const rule = 'complexity/noExcessiveLinesPerFunction'
    const args = ['node_modules/@biomejs/biome/bin/biome', 'lint', `--only=${rule}`, '--reporter=github', 'src']
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stdout.split('\n').filter((line) => line.startsWith('::error'))).toEqual([])
  })
})

describe('src/server', () => {
  it('has only rooms that are described', () => {
    const found = sources.filter((file) => floorOf(file) === 'server').map(roomOf)
    expect([...new Set(found)].filter((room) => room !== 'server.ts' && !(room in rooms))).toEqual([])
  })

  it('keeps each room to the rooms it may know', () => {
    const inside = sources.filter((file) => floorOf(file) === 'server' && roomOf(file) !== 'server.ts')
    const toRoom = (name: string) => (name.startsWith('src/server/') ? roomOf(name) : undefined)
    const allowed = (file: string, room: string) => room === roomOf(file) || rooms[roomOf(file)]?.includes(room)
    expect(steps(inside, toRoom).filter(({ file, to }) => !allowed(file, to))).toEqual([])
  })
})

describe('src/cli/commands', () => {
  it.each(filesIn('src/cli/commands').filter((file) => !file.endsWith('.test.ts')))(
    '%s shows an example in its help',
    (file) => {
      const text = read(file)
      if (/export (const|function) \w+Command\b/.test(text))
        expect(text).toMatch(/addHelpText\(\s*'after',\s*examples\(/)
    },
  )
})

it.skipIf(!existsSync('.git'))('nothing in the repository speaks of a machine it was written on', () => {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  })
  const words = [['', 'work', ''].join('/'), ['..', 'shared'].join('/')]
  const files = stdout.split('\0').filter((file) => file && existsSync(file))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => words.some((word) => read(file).includes(word)))).toEqual([])
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort()
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}

/** `src/core/time.ts` → `core` */
function floorOf(file: string): string {
  return file.split('/')[1]!
}

/** `src/server/store/usage.ts` → `store`, `src/server/app.ts` → `app.ts` */
function roomOf(file: string): string {
  return file.split('/')[2]!
}

/** Everything a file imports, type imports and lazy ones too: our own files from the root, packages as they are written. */
function importsOf(file: string): string[] {
  const imports = read(file).matchAll(
    /(?:^(?:import|export)\b[^'"`;]*?\bfrom\s*|^import\s*|\bimport\(\s*)'([^'\n]+)'/gm,
  )
  return [...imports].map(([, name]) => (name!.startsWith('.') ? normalize(join(dirname(file), name!)) : name!))
}

/** What a rule about floors calls an import: a floor, `node:*` or a package. */
function toPlace(name: string): string {
  if (name.startsWith('src/')) return floorOf(name)
  if (name.startsWith('node:')) return 'node:*'
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

function steps(files: readonly string[], toName: (name: string) => string | undefined) {
  return files.flatMap((file) =>
    importsOf(file).flatMap((name) => {
      const to = toName(name)
      return to === undefined ? [] : [{ file, to }]
    }),
  )
}

/** One path for each import that leads back to a file on the way to it. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, way: readonly string[]) => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    else if (!done.has(file)) {
      for (const next of graph.get(file) ?? []) visit(next, [...way, file])
      done.add(file)
    }
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}
