import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDesktopEntry, readDesktopEntries } from './desktop-entries.ts'
import { isStarter, toCommand } from './desktop-exec.ts'

const entry = (...lines: string[]) => ['[Desktop Entry]', 'Type=Application', ...lines].join('\n')
const parse = (text: string, locale?: string) => parseDesktopEntry('x.desktop', text, locale)

const folder = mkdtempSync(join(tmpdir(), 'usage-audit-entries-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

describe('parseDesktopEntry', () => {
  it('parseDesktopEntry › takes the plain name, or the one of the locale', () => {
    const text = entry('Name=Browser', 'Name[pt]=Navegador', 'Name[pt_BR]=Navegador da Internet', 'Exec=browser %u')
    expect(parse(text)?.name).toBe('Browser')
    expect(parse(text, 'pt_BR.UTF-8')?.name).toBe('Navegador da Internet')
    expect(parse(text, 'pt-PT')?.name).toBe('Navegador')
    expect(parse(text, 'de_DE')?.name).toBe('Browser')
  })

  it('parseDesktopEntry › keeps hidden helpers and programs for the terminal, not deleted entries and links', () => {
    expect(parse(entry('Name=Helper', 'Exec=helper', 'NoDisplay=true'))).toMatchObject({ noDisplay: true })
    expect(parse(entry('Name=Vim', 'Exec=vim', 'Terminal=true'))).toBeDefined()
    expect(parse(entry('Name=Old', 'Exec=old', 'Hidden=true'))).toBeUndefined()
    expect(parse('[Desktop Entry]\nType=Link\nName=Site\nExec=x')).toBeUndefined()
    expect(parse(entry('Name=Nothing'))).toBeUndefined()
  })

  it('parseDesktopEntry › reads only the entry, not its actions, and undoes escapes', () => {
    const text = `# comment\n${entry('Name=A\\sB', 'Exec=a')}\n[Desktop Action new]\nName=New\nExec=b`
    expect(parse(text)).toMatchObject({ name: 'A B', command: { program: 'a', args: [] } })
  })
})

describe('toCommand', () => {
  it('toCommand › drops field codes, quotes, env and its assignments', () => {
    expect(toCommand('/opt/a/run --new %U')).toEqual({ program: '/opt/a/run', args: ['--new'] })
    expect(toCommand('"/opt/my app/run" "a \\"b\\"" 100%%')).toEqual({
      program: '/opt/my app/run',
      args: ['a "b"', '100%'],
    })
    expect(toCommand('env -u X GTK=1 LANG=C app --flag')).toEqual({ program: 'app', args: ['--flag'] })
    expect(toCommand('/usr/bin/env A=1 app')).toEqual({ program: 'app', args: [] })
    for (const empty of ['', '  ', '%u', 'env A=1']) expect(toCommand(empty)).toBeUndefined()
  })

  it('isStarter › knows what only runs others', () => {
    for (const program of [
      '/usr/bin/env',
      'python3.11',
      '/bin/sh',
      'bash',
      'java',
      'node',
      'flatpak',
      '/usr/bin/snap',
      'perl5.36',
    ]) {
      expect(isStarter(program), program).toBe(true)
    }
    for (const program of ['firefox', 'pythonista', 'shotwell', 'nodered'])
      expect(isStarter(program), program).toBe(false)
  })
})

describe('readDesktopEntries', () => {
  it('readDesktopEntries › makes ids of paths, and lets an earlier folder hide a later one', () => {
    write('user/applications/gone.desktop', entry('Name=Gone', 'Exec=gone', 'Hidden=true'))
    write('user/applications/both.desktop', entry('Name=Mine', 'Exec=both'))
    write('system/applications/gone.desktop', entry('Name=Gone', 'Exec=gone'))
    write('system/applications/both.desktop', entry('Name=Theirs', 'Exec=both'))
    write('system/applications/kde/konsole.desktop', entry('Name=Konsole', 'Exec=konsole'))
    const entries = readDesktopEntries([join(folder, 'user'), join(folder, 'system'), join(folder, 'nowhere')])
    expect(entries.map(({ id, name }) => [id, name])).toEqual([
      ['both.desktop', 'Mine'],
      ['kde-konsole.desktop', 'Konsole'],
    ])
  })

  it('readDesktopEntries › passes over what is no file, too long, or not text', () => {
    const odd = join(folder, 'odd', 'applications')
    mkdirSync(join(odd, 'folder.desktop'), { recursive: true })
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(odd, 'pipe.desktop')])
    write('odd/applications/long.desktop', `${entry('Name=Long', 'Exec=long')}\n${'#'.repeat(300_000)}`)
    writeFileSync(join(odd, 'bytes.desktop'), Buffer.from(`${entry('Exec=bytes')}\nName=\xff\xfe`, 'latin1'))
    expect(readDesktopEntries([join(folder, 'odd')]).map(({ name }) => name)).toEqual(['\uFFFD\uFFFD'])
  })
})
