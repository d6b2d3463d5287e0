import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needs } from '../../../tests/support/needs.ts'
import { createIdentify, type IdentifyOptions } from './identify.ts'
import { createProcSource } from './proc.ts'
import { type ProcessFacts, parseFlatpakInfo, toArgv } from './proc-facts.ts'

let root: string
let children: ChildProcess[]
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'usage-audit-process-')))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function write(path: string, text: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, 0o755)
  return file
}

const entry = (id: string, name: string, exec: string, ...more: string[]) =>
  write(`share/applications/${id}.desktop`, ['[Desktop Entry]', `Name=${name}`, `Exec=${exec}`, ...more].join('\n'))

const create = (options: Partial<IdentifyOptions> = {}) =>
  createIdentify({
    home: join(root, 'home'),
    dataDirs: [join(root, 'share')],
    path: ['/usr/bin', '/bin'],
    tempFolders: [join(root, 'temp')],
    ...options,
  })

const ofNothing: ProcessFacts = {
  parent: () => undefined,
  argv: () => [],
  cwd: () => '/',
  group: () => ({ ids: [], flatpak: undefined, snap: undefined, isContainer: false }),
  isElsewhere: () => false,
  executes: () => true,
  flatpak: () => undefined,
}
const inGroup = (group: Partial<ReturnType<ProcessFacts['group']>>) => ({
  group: () => ({ ...ofNothing.group(), ...group }),
})
/** What a process would be of which the system tells these things. */
const told = (exe: string, facts: Partial<ProcessFacts>, options: Partial<IdentifyOptions> = {}) =>
  create(options)({ pid: 7, exe, name: 'name', facts: { ...ofNothing, ...facts } })

const isLinux = process.platform === 'linux'

/** The app of a real process, once it executes what it is to execute. */
async function appOf(argv: readonly string[], cwd = root, options: Partial<IdentifyOptions> = {}) {
  const child = spawn(argv[0]!, argv.slice(1), { cwd, stdio: ['pipe', 'pipe', 'ignore'] })
  children.push(child)
  // It says so itself, from within what it runs.
  await new Promise((settle) => child.stdout!.once('data', settle))
  return createProcSource({ accounts: 'own', identify: create(options) }).appOf(child.pid!)
}

const say = {
  python3: 'import sys; print("x", flush=True); sys.stdin.read()',
  perl: '$| = 1; print "x"; <STDIN>',
  node: 'console.log("x"); process.stdin.resume()',
  bash: 'echo x; read',
}

describe.skipIf(!isLinux)('createIdentify of real processes', () => {
  const interpreters = (['python3', 'perl', 'node', 'bash'] as const).filter((name) => needs(name, name))

  it.each(interpreters)('createIdentify › takes a script of %s for what it is, never its arguments', async (name) => {
    const script = write(`home/tools/hello-${name}`, say[name])
    expect(await appOf([name, script, '--secret', 's3cret'])).toEqual({
      key: `~/tools/hello-${name}`,
      name: `hello-${name}`,
    })
    const byName = await appOf([name, `hello-${name}`, 's3cret'], join(root, 'home/tools'))
    expect(byName?.key).toBe(`~/tools/hello-${name}`)
  })

  it.each(interpreters)('createIdentify › knows the desktop entry of a script of %s', async (name) => {
    const script = write('bin/paint', `#!/usr/bin/env ${name}\n${say[name]}\n`)
    entry('org.example.Paint', 'Paint', `${script} %U`)
    expect(await appOf([script, '/some/picture'])).toEqual({ key: 'org.example.Paint.desktop', name: 'Paint' })
  })

  it.skipIf(!needs('python3', 'python3'))('createIdentify › leaves Python used by hand to itself', async () => {
    const byHand = await appOf(['python3', '-c', say.python3])
    expect(byHand?.name).toMatch(/^python3?$/)
    expect(byHand?.key).not.toContain('print')
    const temporary = await appOf(['python3', write('temp/tmp8x2/x.py', say.python3)])
    expect(temporary).toEqual(byHand)
    write('home/module_x.py', say.python3)
    expect(await appOf(['python3', '-m', 'module_x'], join(root, 'home'))).toEqual({
      key: 'python3 -m module_x',
      name: 'module_x',
    })
  })

  it('createIdentify › asks again when a shell becomes a script', async () => {
    const script = write('home/late', say.bash)
    const child = spawn('bash', ['-c', `echo x; read; exec bash ${script}`], { stdio: ['pipe', 'pipe', 'ignore'] })
    children.push(child)
    const heard = () => new Promise((settle) => child.stdout.once('data', settle))
    const source = createProcSource({ accounts: 'own', identify: create() })
    await heard()
    expect(source.appOf(child.pid!)?.name).toBe('bash')
    child.stdin.write('\n')
    await heard()
    expect(source.appOf(child.pid!)?.key).toBe('~/late')
  })

  it('createIdentify › gives a helper that all share to the app that started it', async () => {
    const helper = join(root, 'lib/webkit/WebKitWebProcess')
    mkdirSync(dirname(helper), { recursive: true })
    copyFileSync('/bin/sleep', helper)
    const script = write('home/browser', `${helper} 60 & echo $!; wait`)
    const child = spawn('bash', [script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
    children.push(child)
    const pid = Number(await new Promise((settle) => child.stdout.once('data', settle)))
    const source = createProcSource({ accounts: 'own', identify: create() })
    for (let i = 0; i < 100 && source.appOf(pid)?.name !== 'browser'; i++) await sleep(20)
    expect(source.appOf(pid)).toEqual(source.appOf(child.pid!))
    const samples = await source.sample()
    expect(samples.find((sample) => sample.pid === pid)).toMatchObject({
      parentPid: child.pid,
      app: { key: '~/browser' },
    })
    process.kill(pid)
  })

  const sandbox = ['bwrap', '--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/lib', '/lib']
    .concat(['--symlink', 'usr/lib64', '/lib64', '--ro-bind', '/usr/bin', '/app/bin', '--proc', '/proc'])
    .concat(['--die-with-parent'])
  const inside = ['/app/bin/bash', '-c', 'echo $(readlink /proc/self/exe); read']

  it.skipIf(!needs('bwrap', 'bubblewrap'))('createIdentify › sees into a sandbox', async () => {
    const info = write('info', '[Application]\nname=org.example.Inside\nruntime=x\n')
    entry('org.example.Inside', 'Inside', 'flatpak run org.example.Inside', 'X-Flatpak=org.example.Inside')
    const flatpak = await findInside(['--ro-bind', info, '/.flatpak-info'])
    expect(flatpak).toContainEqual({ key: 'org.example.Inside.desktop', name: 'Inside' })
    const plain = await findInside([])
    expect(plain).toContainEqual({ key: 'container:bash', name: 'bash (container)' })
    expect(plain).not.toContainEqual(expect.objectContaining({ name: 'Inside' }))
  })

  /** The apps of a sandbox and of what runs in it. */
  async function findInside(more: readonly string[]) {
    const [program = '', ...args] = [...sandbox, ...more, ...inside]
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    children.push(child)
    await new Promise((settle) => child.stdout.once('data', settle))
    const samples = await createProcSource({ accounts: 'own', identify: create() }).sample()
    const family = new Set([child.pid!])
    for (const { pid, parentPid } of [...samples, ...samples]) if (family.has(parentPid)) family.add(pid)
    child.kill('SIGKILL')
    return samples.filter(({ pid }) => family.has(pid)).map(({ app }) => app)
  }
})

describe('createIdentify of what a system tells', () => {
  it('createIdentify › takes the app from the group where an interpreter runs no file', () => {
    entry('org.example.Mod', 'Module', 'python3 -m mod')
    entry('org.example.Term', 'Terminal', 'python3 -m term', 'Categories=System;TerminalEmulator;')
    const python = (ids: string[], argv: string[]) =>
      told('/usr/bin/python3.11', { ...inGroup({ ids }), argv: () => argv })
    expect(python(['org.example.Mod'], ['python3', '-m', 'mod']).name).toBe('Module')
    expect(python(['org.example.Term'], ['python3', '-m', 'venv']).key).toBe('python3 -m venv')
    expect(python(['org.unknown.App'], ['python3']).name).toBe('python3')
  })

  it('createIdentify › knows Electron, Java and Wine by what they run', () => {
    const asar = write('lib/notes/resources/app.asar', '')
    const electron = (...argv: string[]) => told('/usr/lib/electron25/electron', { argv: () => ['electron', ...argv] })
    expect(electron(asar)).toEqual({ key: join(root, 'lib/notes'), name: 'notes' })
    const parent = { key: 'notes', name: 'notes' }
    expect(told('/usr/lib/electron25/electron', { argv: () => ['x', '--type=zygote'], parent: () => parent })).toBe(
      parent,
    )
    const java = (...argv: string[]) =>
      told('/usr/lib/jvm/java-17-openjdk-amd64/bin/java', { argv: () => ['java', ...argv] })
    expect(java('-cp', 'x'.repeat(9000), 'net.minecraft.client.main.Main')).toEqual({
      key: 'minecraft',
      name: 'Minecraft',
    })
    expect(java('-cp', 'x', 'org.example.Studio').name).toBe('Studio')
    expect(java('-cp', 'x', 'org.example.Main')).toEqual({ key: 'java org.example.Main', name: 'org.example.Main' })
    expect(java('-jar', write('opt/tool-1.2.jar', '')).name).toBe('tool.jar')
    entry('wine-photo', 'Photo', 'wine photo', 'StartupWMClass=photo.exe')
    const wine = (path: string) => told('/usr/lib/wine/wine64-preloader', { argv: () => [path] })
    expect(wine('C:\\Program Files\\Photo\\Photo.exe').name).toBe('Photo')
    expect(wine('Z:\\games\\Game.exe')).toEqual({ key: 'wine game.exe', name: 'game' })
  })

  it('createIdentify › gives a package of npm one key in every project', () => {
    const script = write('home/project/node_modules/vite/bin/vite.js', '')
    expect(told('/usr/bin/node', { argv: () => ['node', script] })).toEqual({ key: 'npm:vite', name: 'vite' })
  })

  it('createIdentify › finds what hides its executable by its command line, or does not guess', () => {
    const exe = write('lib/browser/browser', '#!/bin/sh\n')
    entry('browser', 'Browser', exe)
    const hidden = (argv: string[], facts: Partial<ProcessFacts> = {}) => told('', { argv: () => argv, ...facts })
    expect(hidden([`${exe} --type=renderer --lang=en`]).name).toBe('Browser')
    expect(hidden([exe, '--type=zygote']).name).toBe('Browser')
    for (const argv of [[], ['sshd: ana@pts/0'], ['../../x'], ['/nowhere/x']])
      expect(hidden(argv)).toEqual({ key: 'comm:name', name: 'name' })
    expect(hidden(['postgres: writer'], inGroup({ isContainer: true })).name).toMatch(/\(container\)$/)
    expect(hidden(['x'], inGroup({ flatpak: 'org.example.App' })).key).toBe('org.example.App.desktop')
  })

  it('createIdentify › gives the keepers of a Flatpak sandbox to its app, and those of others to who started them', () => {
    const parent = { key: 'mail', name: 'Mail' }
    const proxy = (facts: Partial<ProcessFacts>) => told('/usr/bin/xdg-dbus-proxy', facts)
    expect(proxy(inGroup({ flatpak: 'org.example.App' })).key).toBe('org.example.App.desktop')
    expect(proxy({ parent: () => parent })).toBe(parent)
    expect(proxy({}).name).toBe('xdg-dbus-proxy')
  })

  it('createIdentify › knows an AppImage by the entry that it brings', () => {
    const mount = mkdtempSync('/tmp/.mount_Obsidi')
    try {
      writeFileSync(join(mount, 'obsidian.desktop'), '[Desktop Entry]\nName=Obsidian\nName[pt]=Obsidiana\nExec=AppRun')
      const facts = {}
      const app = { key: 'obsidian.desktop', name: 'Obsidiana' }
      expect(told(join(mount, 'obsidian'), facts, { locale: 'pt_BR' })).toEqual(app)
      writeFileSync(join(mount, 'AppRun'), '')
      const argv = () => ['bash', join(mount, 'AppRun')]
      expect(told('/usr/bin/bash', { argv }, { locale: 'pt_BR', tempFolders: ['/tmp'] })).toEqual(app)
    } finally {
      rmSync(mount, { recursive: true })
    }
  })

  it('createIdentify › tells snaps of several programs apart by their group', () => {
    entry('office_calc', 'Calc', '/snap/bin/office.calc')
    expect(told('/snap/office/12/bin/soffice', inGroup({ snap: 'office_calc' })).name).toBe('Calc')
    expect(told('/snap/office/12/bin/soffice', inGroup({ snap: 'office_none' })).key).toBe('office_calc.desktop')
    expect(told('/snap/other/x3/bin/other', {}).key).toBe('/snap/other/*/bin/other')
  })

  it('createIdentify › does as the person says first', () => {
    const rules = [{ match: join(root, 'opt/**'), name: 'Acme Studio', key: 'acme' }]
    const script = write('opt/acme/3.1/run.py', '')
    expect(told(script, {}, { rules })).toEqual({ key: 'acme', name: 'Acme Studio' })
    expect(told('/usr/bin/python3', { argv: () => ['python3', script] }, { rules }).key).toBe('acme')
  })

  it('createIdentify › makes what command lines and groups say harmless', () => {
    const evil = ['\u001b[31mx\u202E', '__proto__', 'x'.repeat(70_000), '\uFFFD\uD800', '\u0000', 'a\nb']
    const plain = /^[^\p{Cc}\p{Cs}\u202E]*$/u
    const interpreted = ['python3', 'java', 'electron', 'wine64', 'bash'].map((program) => `/usr/bin/${program}`)
    for (const text of evil)
      for (const exe of ['', ...interpreted]) {
        const argv = () => ['x', '-jar', text, '-m', text, `${text}.exe`]
        const app = told(exe, { argv, cwd: () => text, ...inGroup({ ids: [text], flatpak: text, snap: text }) })
        expect(app.key).toMatch(plain)
        expect(app.name).toMatch(plain)
        expect(app.key.length).toBeLessThanOrEqual(1000)
        expect(app.name.length).toBeLessThanOrEqual(200)
      }
  })

  it('createIdentify › shows a script with a hostile name as one line', () => {
    const script = write('home/evil\n\u001b[31m.py', '')
    expect(told('/usr/bin/python3', { argv: () => ['python3', script] })).toEqual({
      key: '~/evil [31m.py',
      name: 'evil [31m.py',
    })
  })
})

describe('readProcessFacts', () => {
  it('toArgv › leaves out what was cut off', () => {
    expect(toArgv(Buffer.from('a\0b\0\0\0'), 99)).toEqual(['a', 'b'])
    expect(toArgv(Buffer.from('a\0b'), 3)).toEqual(['a'])
    expect(toArgv(Buffer.from([0x61, 0xff, 0]), 9)).toEqual(['a\uFFFD'])
    expect(toArgv(Buffer.alloc(0), 9)).toEqual([])
  })

  it('parseFlatpakInfo › takes only an id', () => {
    expect(parseFlatpakInfo('[Application]\nname=org.mozilla.firefox\n')).toBe('org.mozilla.firefox')
    expect(parseFlatpakInfo('[Instance]\nname=a.b\n[Application]\nruntime=x\n[X]\nname=c.d')).toBeUndefined()
    for (const name of ['', 'x', '../../etc', 'a.\u001b[31m', `a.${'b'.repeat(300)}`])
      expect(parseFlatpakInfo(`[Application]\nname=${name}`)).toBeUndefined()
  })
})
