import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeLock } from '../../src/agent/lock.ts'
import { writePause } from '../../src/agent/pause.ts'
import { secondMs } from '../../src/core/time.ts'
import { examine, recorded } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { mountSmallDisk } from '../support/small-disk.ts'

describe('usage-audit doctor › on this computer', () => {
  it('names a data folder that cannot be', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const found = await examine(join(file, 'data'))
    expect(found.get('folder')).toMatchObject({
      code: 'folder_unwritable',
      message: expect.stringContaining('a part of the path is not a folder'),
      fix: expect.stringContaining('--data-dir'),
    })
  })

  it.skipIf(process.platform === 'win32')('names what other accounts can read', async () => {
    const { dataDir, file } = recorded(0)
    chmodSync(file, 0o640)
    mkdirSync(join(dataDir, 'outbox'), { mode: 0o755 })
    expect((await examine(dataDir)).get('folder')).toMatchObject({
      code: 'folder_exposed',
      values: { paths: [file, join(dataDir, 'outbox')] },
      fix: `chmod -R go-rwx '${dataDir}'`,
    })
  })

  it('is content with what usage-audit itself makes', async () => {
    const dataDir = newFolder()
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0' })
    expect((await runProgram(['up', '--once', '--for', '2s', '--data-dir', dataDir], env)).exit).toBe(0)
    expect((await examine(dataDir)).get('folder')).toMatchObject({ code: 'folder_fine' })
  })

  it.each([
    ['garbage', (file: string) => writeFileSync(file, 'no database '.repeat(1_000))],
    [
      'a broken page',
      (file: string) => {
        const bytes = readFileSync(file)
        bytes.fill(0xa5, 4_096, 12_288)
        writeFileSync(file, bytes)
      },
    ],
    ['nothing at all', (file: string) => writeFileSync(file, '')],
  ])('names a journal that is %s', async (_, damage) => {
    const { dataDir, file } = recorded(0)
    damage(file)
    expect((await examine(dataDir)).get('journal')).toMatchObject({
      code: 'journal_damaged',
      message: expect.stringContaining(file),
      fix: expect.stringContaining('sets the file aside'),
    })
  })

  it('names a journal of a newer version', async () => {
    const { dataDir, file } = recorded(0)
    new Database(file).pragma('user_version = 99')
    expect((await examine(dataDir)).get('journal')).toMatchObject({ code: 'journal_newer' })
  })

  it('names an agent that holds the journal and writes nothing', async () => {
    const { dataDir, file } = recorded(10 * 60 * secondMs)
    const lock = takeLock(file)
    expect((await examine(dataDir)).get('agent')).toMatchObject({
      code: 'agent_silent',
      values: { pid: process.pid },
    })
    lock.release()
  })

  it('does not take an agent that is paused for one that hangs', async () => {
    const { dataDir, file } = recorded(10 * 60 * secondMs)
    const lock = takeLock(file)
    writePause(file, { at: 0, until: null })
    expect((await examine(dataDir)).get('agent')).toMatchObject({
      code: 'agent_resting',
      values: { pid: process.pid, why: 'paused' },
      fix: expect.stringContaining('agent resume'),
    })
    lock.release()
  })

  it('names a process source that cannot be read', async () => {
    const found = await examine(newFolder(), { USAGE_AUDIT_AGENT__PROCESSES: 'portable', PATH: newFolder() })
    expect(found.get('processes')).toMatchObject({ code: 'processes_failed', values: { source: 'portable' } })
  })

  it('names a time zone that there is not', async () => {
    const found = await examine(newFolder(), { TZ: 'Mars/Base' })
    expect(found.get('zone')).toMatchObject({ code: 'zone_unknown', message: '"Mars/Base" is no time zone' })
  })

  it('names a native module that does not load', async () => {
    const install = newFolder()
    cpSync('dist', join(install, 'dist'), { recursive: true })
    cpSync('bin', join(install, 'bin'), { recursive: true })
    cpSync('package.json', join(install, 'package.json'))
    const driver = join(install, 'node_modules/better-sqlite3')
    for (const part of ['package.json', 'lib'])
      cpSync(join('node_modules/better-sqlite3', part), join(driver, part), { recursive: true })
    for (const part of ['bindings', 'file-uri-to-path'])
      if (existsSync(join('node_modules', part)))
        cpSync(join('node_modules', part), join(dirname(driver), part), { recursive: true })
    const args = [join(install, 'bin/usage-audit.js'), 'doctor', '--json', '--data-dir', newFolder()]
    const { status, stdout } = spawnSync(process.execPath, args, { env: cleanEnvironment(), encoding: 'utf8' })
    expect(status).toBe(69)
    expect(JSON.parse(stdout).findings[0]).toMatchObject({
      code: 'native_broken',
      fix: expect.stringContaining('install usage-audit again'),
    })
  })

  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'names a disk that is nearly full',
    async (test) => {
      const folder = newFolder()
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0) return test.skip()
      onTestFinished(() => {
        spawnSync('umount', [folder])
      })
      expect((await examine(folder)).get('disk')).toMatchObject({ code: 'disk_low' })
    },
  )

  it('names a disk that is full', async (test) => {
    const disk = mountSmallDisk(4)
    if (!disk) return test.skip()
    onTestFinished(() => void disk.unmount())
    mkdirSync(join(disk.folder, 'agent'), { mode: 0o700 })
    disk.fill()
    expect((await examine(disk.folder)).get('disk')).toMatchObject({
      code: 'disk_full',
      message: expect.stringContaining('nothing is recorded'),
      fix: expect.stringContaining('make room'),
    })
  })
})

describe.runIf(process.platform === 'linux')('usage-audit doctor › the service', () => {
  const withUnit = async (text: string, dataDir = newFolder()) => {
    const config = newFolder()
    const file = join(config, 'systemd/user/usage-audit-agent.service')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return (await examine(dataDir, { XDG_CONFIG_HOME: config })).get('service')
  }
  const unit = (node: string, script: string) => `[Service]\nExecStart="${node}" "${script}" "agent" "run"\n`
  const program = join(process.cwd(), 'bin/usage-audit.js')

  it('names a Node that was moved, and a usage-audit that was', async () => {
    expect(await withUnit(unit('/nowhere/node', program))).toMatchObject({
      code: 'service_moved',
      values: { missing: '/nowhere/node' },
      fix: expect.stringContaining('agent install'),
    })
    const gone = await withUnit(unit(process.execPath, '/nowhere/usage-audit.js'))
    expect(gone).toMatchObject({ code: 'service_moved', values: { missing: '/nowhere/usage-audit.js' } })
  })

  it('names one that is installed while nobody records', async () => {
    expect(await withUnit(unit(process.execPath, program))).toMatchObject({
      code: 'service_idle',
      fix: expect.stringContaining('systemctl --user status'),
    })
    expect(await withUnit('[Unit]\n')).toMatchObject({ code: 'service_unreadable' })
  })

  it('is content with one that records', async () => {
    const { dataDir, file } = recorded(secondMs)
    const lock = takeLock(file)
    expect(await withUnit(unit(process.execPath, program), dataDir)).toMatchObject({ code: 'service_fine' })
    lock.release()
  })
})
