import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createIdentify } from '../processes/identify.ts'
import { createDpkgVersions, parseDpkgStatus } from './dpkg.ts'
import { createLinuxInstalled } from './linux.ts'
import { parseInfoPlist } from './mac.ts'
import { parseRpmAnswer } from './rpm.ts'
import { findSnapName, parseFlatpakDeploy, parseSnapYaml } from './sandboxed.ts'
import { parseUninstallKeys } from './windows.ts'

const root = mkdtempSync(join(tmpdir(), 'usage-audit-installed-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string | Buffer): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const ofDebian = '/usr/share/applications'
const entryFiles = existsSync('/var/lib/dpkg/status') && existsSync(ofDebian) ? readdirSync(ofDebian) : []

describe('createDpkgVersions', () => {
  it.skipIf(entryFiles.length === 0)(
    'createDpkgVersions › says what dpkg says of the programs of this computer',
    async () => {
      const files = entryFiles.filter((name) => name.endsWith('.desktop')).map((name) => join(ofDebian, name))
      const began = performance.now()
      const versions = await createDpkgVersions('/var/lib/dpkg')(files)
      console.log(
        `dpkg: ${files.length} entries, ${versions.size} with a version, ${Math.round(performance.now() - began)} ms`,
      )
      for (const [file, { version }] of [...versions].slice(0, 5)) {
        const [owner = ''] = execFileSync('dpkg', ['-S', file], { encoding: 'utf8' }).split(/[:,]/)
        const told = execFileSync('dpkg-query', ['-W', owner], { encoding: 'utf8' })
        expect(version, file).toBe(told.trim().split('\t')[1])
      }
      expect(versions.size).toBeGreaterThan(0)
    },
  )

  it('createDpkgVersions › reads again what changed, and passes over what is removed', async () => {
    const stanza = (version: string, status = 'install ok installed') =>
      `Package: foo\nStatus: ${status}\nArchitecture: amd64\nVersion: ${version}\n\nPackage: bar\nStatus: deinstall ok config-files\nVersion: 9\n`
    write('dpkg/info/foo:amd64.list', '/.\n/usr\n/usr/share/applications/foo.desktop\n')
    write('dpkg/info/bar.list', '/usr/share/applications/bar.desktop\n')
    write('dpkg/status', stanza('1.0'))
    const find = createDpkgVersions(join(root, 'dpkg'))
    const files = ['foo', 'bar', 'other'].map((id) => `/usr/share/applications/${id}.desktop`)
    expect([...(await find(files))]).toEqual([[files[0], { version: '1.0', from: 'dpkg' }]])
    write('dpkg/status', stanza('2.0'))
    expect([...(await find(files)).values()]).toEqual([{ version: '2.0', from: 'dpkg' }])
    expect((await createDpkgVersions(join(root, 'nowhere'))(files)).size).toBe(0)
    expect(parseDpkgStatus('', new Set(['x'])).size).toBe(0)
  })
})

// After what the documents of rpm, Flatpak, Snap, Apple and Microsoft show: not yet run on such a system.
describe('versions elsewhere', () => {
  it('parseRpmAnswer › takes the lines in the order of the files, or nothing', () => {
    const answer = 'firefox\t115.0-1.fc38\nfile /x.desktop is not owned by any package\n'
    expect([...parseRpmAnswer(['/f.desktop', '/x.desktop'], answer)]).toEqual([
      ['/f.desktop', { version: '115.0-1.fc38', from: 'rpm' }],
    ])
    expect(parseRpmAnswer(['/f.desktop'], answer).size).toBe(0)
  })

  it('parseFlatpakDeploy › finds the version of the application', () => {
    const bytes = Buffer.concat([
      Buffer.from('origin\0\0\0flathub\0\0s\0appdata-version\0\0\0\x00116.0.2\0\0s'),
      Buffer.alloc(9),
    ])
    expect(parseFlatpakDeploy(bytes)).toBe('116.0.2')
    expect(parseFlatpakDeploy(Buffer.from('appdata-version'))).toBeUndefined()
    expect(parseFlatpakDeploy(Buffer.alloc(0))).toBeUndefined()
  })

  it('parseSnapYaml › finds the version, quoted or not', () => {
    expect(parseSnapYaml("name: firefox\nversion: '116.0-2'\n")).toBe('116.0-2')
    expect(parseSnapYaml('version: 1.2\n')).toBe('1.2')
    expect(parseSnapYaml('apps:\n  version: 3')).toBeUndefined()
    expect(findSnapName('/var/lib/snapd/desktop/applications/firefox_firefox.desktop')).toBe('firefox')
    expect(findSnapName('/usr/share/applications/firefox.desktop')).toBeUndefined()
  })

  it('parseInfoPlist › prefers the version that people see', () => {
    const plist =
      '<dict><key>CFBundleVersion</key>\n<string>77</string><key>CFBundleShortVersionString</key> <string>1.2 &amp; 3</string></dict>'
    expect(parseInfoPlist(plist)).toBe('1.2 & 3')
    expect(parseInfoPlist('<key>CFBundleVersion</key><string>77</string>')).toBe('77')
    expect(parseInfoPlist('bplist00')).toBeUndefined()
  })

  it('parseUninstallKeys › takes programs by their file, neither parts nor uninstallers', () => {
    const key = (name: string, ...values: string[]) =>
      [`HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Uninstall\\${name}`, ...values.map((value) => `    ${value}`), ''].join('\r\n')
    const text = [
      '',
      key(
        'Foo',
        'DisplayName    REG_SZ    Foo',
        'DisplayIcon    REG_SZ    "C:\\Program Files\\Foo\\foo.exe",0',
        'DisplayVersion    REG_SZ    1.2',
      ),
      key('Bar', 'DisplayIcon    REG_EXPAND_SZ    C:\\Bar\\bar.exe,-1'),
      key('Part', 'SystemComponent    REG_DWORD    0x1', 'DisplayIcon    REG_SZ    C:\\Foo\\part.exe'),
      key('Un', 'DisplayIcon    REG_SZ    C:\\Foo\\uninst.exe'),
      key('Icon', 'DisplayIcon    REG_SZ    C:\\Foo\\foo.ico'),
    ].join('\r\n')
    expect(parseUninstallKeys(text)).toEqual([
      { exe: 'C:\\Program Files\\Foo\\foo.exe', version: '1.2' },
      { exe: 'C:\\Bar\\bar.exe', version: undefined },
    ])
  })
})

describe('createLinuxInstalled', () => {
  it('createLinuxInstalled › tells each program of the menus under the key of its processes', async () => {
    const exe = write('opt/paint/paint', '')
    const text = (name: string, ...more: string[]) => ['[Desktop Entry]', `Name=${name}`, ...more].join('\n')
    const entry = write('share/applications/paint.desktop', text('Paint', `Exec=${exe}`))
    write('share/applications/paint-part.desktop', text('Part', `Exec=${exe} --part`))
    write('share/applications/hidden.desktop', text('Hidden', `Exec=${write('opt/hidden/h', '')}`, 'NoDisplay=true'))
    write('share/applications/gone.desktop', text('Gone', 'Exec=/nowhere/gone'))
    write(
      'flatpak/exports/share/applications/org.a.B.desktop',
      text('B', 'Exec=flatpak run org.a.B', 'X-Flatpak=org.a.B'),
    )
    write('flatpak/app/org.a.B/current/active/deploy', Buffer.from('appdata-version\0\0\x00\x30.9\0'))
    write('dpkg2/status', 'Package: paint\nStatus: install ok installed\nVersion: \u001b[31m1.0\n')
    write('dpkg2/info/paint.list', `${entry}\n`)
    const apps = createIdentify({
      home: join(root, 'home'),
      dataDirs: [join(root, 'share'), join(root, 'flatpak/exports/share')],
      path: [],
    })
    const found = await createLinuxInstalled({ apps, dpkg: join(root, 'dpkg2'), snaps: root })()
    expect(found).toEqual([
      { app: apps({ pid: 1, exe, name: '' }), detail: { version: '[31m1.0', from: 'dpkg' } },
      { app: { key: 'org.a.B.desktop', name: 'B' }, detail: { version: '0.9', from: 'flatpak' } },
    ])
  })
})
