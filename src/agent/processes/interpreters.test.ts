import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpreters } from './app-table.ts'
import { findInterpreter, findRunning } from './interpreters.ts'

const find = (...argv: string[]) => findRunning(findInterpreter(argv[0]!)!, argv)
const file = (path: string) => ({ kind: 'file', path })
const module = (name: string) => ({ kind: 'module', name })

describe('findRunning', () => {
  it.each([
    [['python3.11', '-u', '-W', 'ignore', '/usr/bin/foo', '-c', 'x'], '/usr/bin/foo'],
    [['python3', '-Wignore', '-Es', 'a.py'], 'a.py'],
    [['python3', '--check-hash-based-pycs', 'never', '--', '-odd.py'], '-odd.py'],
    [['node', '-r', 'ts-node', '--import', './a.js', '--inspect=9229', 'b.js'], 'b.js'],
    [['deno', 'run', '--allow-net', 'x.ts'], 'x.ts'],
    [['bash', '--rcfile', '/x', '-e', '-o', 'pipefail', 'run.sh', '-c'], 'run.sh'],
    [['sh', '+x', '/usr/bin/startplasma'], '/usr/bin/startplasma'],
    [['perl', '-w', '-MFoo', '-I', 'lib', '-Ilib2', 'x.pl'], 'x.pl'],
    [['ruby3.1', '-Eutf-8', '-C', '/x', 'x.rb'], 'x.rb'],
    [['php8.2', '-d', 'a=b', '-f', 'x.php'], 'x.php'],
    [['gjs-console', '-m', '-I', '/lib', '/usr/bin/org.gnome.Maps'], '/usr/bin/org.gnome.Maps'],
    [['mono', '--debug', 'KeePass.exe'], 'KeePass.exe'],
    [['dotnet', 'exec', '--depsfile', 'x', 'app.dll'], 'app.dll'],
    [['java', '-Xmx1g', '-Da=b', '-cp', 'a:b', '-jar', '/opt/x.jar', 'y'], '/opt/x.jar'],
    [['electron25', '--ozone-platform=x11', '/usr/lib/foo/app.asar', '--type'], '/usr/lib/foo/app.asar'],
    [['electron', '--type=renderer', '--app-path=/usr/lib/foo/app.asar'], '/usr/lib/foo/app.asar'],
  ])('findRunning › finds the file in %j', (argv, path) => {
    expect(find(...argv)).toEqual(file(path))
  })

  it('findRunning › knows what is looked up by name', () => {
    expect(find('python3', '-m', 'http.server', '80')).toEqual(module('http.server'))
    expect(find('python3', '-Bmvenv')).toEqual(module('venv'))
    expect(find('java', '-cp', '/a.jar:/b.jar', '--add-opens', 'x', 'net.example.Main', '-jar')).toEqual(
      module('net.example.Main'),
    )
    expect(find('java', '-p', 'mods', '-m', 'org.foo/org.foo.Main')).toEqual(module('org.foo'))
    expect(find('python3', '-m', 'x; \u001b[31m')).toBeUndefined()
  })

  it.each([
    [['python3']],
    [['python3', '-c', 'print("/usr/bin/foo")']],
    [['python3', '-Ic', 'x']],
    [['python3', '-', 'x']],
    [['-bash']],
    [['bash', '-lc', '/usr/bin/foo']],
    [['bash', '-s', 'x']],
    [['node', '-pe', '1']],
    [['node', '--eval', '1', 'x.js']],
    [['perl', '-ne', 'print']],
    [['deno', 'eval', '1']],
    [['java', '-version']],
  ])('findRunning › takes %j for the interpreter itself', (argv) => {
    expect(findRunning(findInterpreter(argv[0]!.replace(/^-/, ''))!, argv)).toBeUndefined()
  })

  it('findRunning › knows parts, and programs of Windows by the name that Wine gives itself', () => {
    expect(find('electron', '--type=zygote')).toEqual({ kind: 'part' })
    expect(find('wine64-preloader', 'C:\\Program Files\\Foo\\Foo.EXE', '/x')).toEqual({
      kind: 'windows',
      exe: 'foo.exe',
    })
    expect(find('wine64-preloader', 'C:\\windows\\system32\\services.exe')).toBeUndefined()
  })

  it('findRunning › takes any words', () => {
    const interpreter = fc.constantFrom(...interpreters)
    const word = fc.oneof(
      fc.string(),
      fc.string().map((text) => `-${text}`),
      fc.constantFrom('-', '--', '-m', '-c', '-jar'),
    )
    fc.assert(
      fc.property(interpreter, fc.array(word), (of, argv) => {
        const running = findRunning(of, argv)
        if (running?.kind === 'file') expect(running.path).not.toBe('')
      }),
    )
  })
})
