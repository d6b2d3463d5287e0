import { describe, expect, it } from 'vitest'
import { findNpmPackage, toFileName, toScriptName, toStablePath } from './stable-path.ts'

const hash = '0123456789abcdef0123456789abcdef01234567'

describe('toStablePath', () => {
  it.each([
    ['/opt/foo-1.2.3/foo', '/opt/foo-*/foo'],
    ['/opt/foo-1.2.3-beta.1+x/bin/foo', '/opt/foo-*/bin/foo'],
    ['/opt/foo/v20/foo', '/opt/foo/v20/foo'],
    ['/snap/foo/123/usr/bin/foo', '/snap/foo/*/usr/bin/foo'],
    ['/snap/foo/x1/foo', '/snap/foo/*/foo'],
    [
      '~/.local/share/JetBrains/Toolbox/apps/IDEA-U/ch-0/231.9011.34/bin/idea',
      '~/.local/share/JetBrains/Toolbox/apps/IDEA-U/ch-0/*/bin/idea',
    ],
    ['/usr/lib/jvm/java-17-openjdk-amd64/bin/java', '/usr/lib/jvm/java-*-openjdk-amd64/bin/java'],
    ['~/.nvm/versions/node/v20.1.0/bin/node', '~/.nvm/versions/node/*/bin/node'],
    [`~/.vscode-server/bin/${hash}/node`, '~/.vscode-server/bin/*/node'],
    ['/nix/store/0123456789abcdfghijklmnpqrsvwxyz-foo-1.2/bin/foo', '/nix/store/*-foo-*/bin/foo'],
    ['/usr/lib/postgresql/15/bin/postgres', '/usr/lib/postgresql/*/bin/postgres'],
    ['/usr/bin/python3.11', '/usr/bin/python3'],
    ['/usr/lib/python3.11/idlelib/idle.py', '/usr/lib/python3/idlelib/idle.py'],
    ['/usr/bin/ruby3.1', '/usr/bin/ruby'],
    ['/usr/lib/electron25/electron', '/usr/lib/electron/electron'],
    ['/usr/bin/x86_64-linux-gnu-gcc-12', '/usr/bin/x86_64-linux-gnu-gcc'],
    ['~/Apps/Obsidian-1.4.5.AppImage', '~/Apps/Obsidian-*.AppImage'],
    ['~/Apps/Foo-2.0-x86_64.AppImage', '~/Apps/Foo-*.AppImage'],
    ['~/2024/report.py', '~/2024/report.py'],
    ['/tmp/go-build123/b001/exe/main', '/tmp/go-build*/b001/exe/main'],
    ['/memfd:sealed-91173221a7ea', '/memfd:sealed-*'],
    ['/usr/bin/app-5', '/usr/bin/app-5'],
    ['/usr/bin/7z', '/usr/bin/7z'],
  ])('toStablePath › makes of %s %s', (path, stable) => {
    expect(toStablePath(path)).toBe(stable)
    expect(toStablePath(stable)).toBe(stable)
  })

  it('toStablePath › is the same before and after an update', () => {
    for (const path of ['/opt/foo-1.2.3/foo', '/snap/a/1/b', '/usr/lib/postgresql/15/bin/x', '~/x/3.11.4/y-0.9.jar'])
      expect(toStablePath(path.replaceAll(/\d+/g, (digits) => String(Number(digits) + 1)))).toBe(toStablePath(path))
  })

  it('toStablePath › takes a long hostile path in no time', () => {
    for (const text of ['/1.', '-1.1', '/a-1.2.3', '/'.repeat(9), '-v1']) {
      const began = performance.now()
      toStablePath(`/opt/${text.repeat(20_000)}`)
      expect(performance.now() - began).toBeLessThan(500)
    }
  })

  it('toFileName › is what a person reads', () => {
    expect(toFileName('~/Apps/Obsidian-*.AppImage')).toBe('Obsidian')
    expect(toFileName('/usr/bin/gst-launch-*')).toBe('gst-launch')
    expect(toFileName('/opt/foo-*.jar')).toBe('foo.jar')
    expect(toScriptName('~/backup/main.py')).toBe('backup/main.py')
    expect(toScriptName('/usr/bin/foo')).toBe('foo')
  })

  it('findNpmPackage › is the same in every project', () => {
    expect(findNpmPackage('/a/node_modules/.pnpm/vite@4.0.0/node_modules/vite/bin/vite.js')).toBe('vite')
    expect(findNpmPackage('/usr/lib/node_modules/@foo/cli/x.js')).toBe('@foo/cli')
    expect(findNpmPackage('/a/node_modules/.bin/x')).toBeUndefined()
  })
})
