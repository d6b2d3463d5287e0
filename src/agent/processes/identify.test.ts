import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIdentify, type IdentifyOptions } from './identify.ts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'usage-audit-identify-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function program(path: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

function entry(id: string, name: string, exec: string, ...more: string[]) {
  const file = join(root, 'share/applications', `${id}.desktop`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, ['[Desktop Entry]', `Name=${name}`, `Exec=${exec}`, ...more].join('\n'))
}

function open(options: Partial<IdentifyOptions> = {}) {
  const identify = createIdentify({
    home: join(root, 'home'),
    dataDirs: [join(root, 'share')],
    path: [join(root, 'bin')],
    ...options,
  })
  return (exe: string, name = 'name') => identify({ pid: 7, exe, name })
}

describe('createIdentify', () => {
  it('createIdentify › knows a program by its desktop entry, through links and the search path', () => {
    const exe = program('lib/firefox/firefox-esr')
    mkdirSync(join(root, 'bin'))
    symlinkSync(exe, join(root, 'bin/firefox-esr'))
    entry('firefox-esr', 'Firefox ESR', 'firefox-esr %u')
    expect(open()(exe)).toEqual({ key: 'firefox-esr.desktop', name: 'Firefox ESR' })
    expect(open()(join(root, 'bin/firefox-esr')).key).toBe('firefox-esr.desktop')
  })

  it('createIdentify › knows a window by the class that an entry claims, or that it is named', () => {
    entry('code', 'Code', program('bin/code'), 'StartupWMClass=Code - OSS')
    entry('org.gimp', 'GIMP', program('bin/gimp'))
    const { ofWindowClass } = createIdentify({ home: join(root, 'home'), dataDirs: [join(root, 'share')], path: [] })
    expect(ofWindowClass(['window', 'code - oss'])?.name).toBe('Code')
    expect(ofWindowClass(['Org.Gimp'])?.key).toBe('org.gimp.desktop')
    expect(ofWindowClass(['nobody', ''])).toBeUndefined()
  })

  it('createIdentify › knows a window by the program that an entry starts, and by the entry that its process goes by', () => {
    const office = program('lib/office/soffice')
    entry('debian-term', 'Term', program('bin/term'))
    entry('office-writer', 'Office Writer', `${office} --writer`)
    entry('office-startcenter', 'Office', office)
    entry('by-shell', 'Script', 'sh /somewhere/script')
    const identify = createIdentify({ home: join(root, 'home'), dataDirs: [join(root, 'share')], path: [] })
    expect(identify.ofWindowClass(['Term'])?.key).toBe('debian-term.desktop')
    expect(identify.ofWindowClass(['office-writer'])).toEqual(identify({ pid: 7, exe: office, name: 'soffice' }))
    expect(identify.ofWindowClass(['sh'])).toBeUndefined()
  })

  it('createIdentify › gives what lies in the private folder of a program to it', () => {
    const script = program('opt/google/chrome/google-chrome')
    entry('google-chrome', 'Google Chrome', `${script} %U`)
    const identify = open()
    expect(identify(program('opt/google/chrome/chrome')).name).toBe('Google Chrome')
    expect(identify(program('opt/google/chrome/lib/helper')).name).toBe('Google Chrome')
    expect(identify(program('opt/google/earth/earth')).name).toBe('earth')
  })

  it('createIdentify › gives a folder in which several programs lie to none of them', () => {
    entry('one', 'One', program('tools/one'))
    entry('two', 'Two', program('tools/two'))
    const identify = open()
    expect(identify(join(root, 'tools/one')).name).toBe('One')
    expect(identify(program('tools/three'))).toEqual({ key: join(root, 'tools/three'), name: 'three' })
  })

  it('createIdentify › never gives a shared folder away', () => {
    entry('app', 'App', program('bin/app'))
    expect(open()(program('bin/other')).name).toBe('other')
  })

  it('createIdentify › takes the program, not a part or a profile of it, when several entries share it', () => {
    const exe = program('lib/office/office')
    entry('office-calc', 'Office Calc', `${exe} --calc`)
    entry('office-base', 'Office Base', `${exe} --base`)
    entry('office-startcenter', 'Office', exe)
    expect(open()(exe).name).toBe('Office')
    entry('org.example.Office', 'Named After', `${exe} --any`)
    expect(open()(exe).name).toBe('Named After')
  })

  it('createIdentify › does not let an entry claim what runs it', () => {
    for (const starter of ['python3', 'sh', 'flatpak', 'java']) {
      const exe = program(`bin/${starter}`)
      entry(`by-${starter}`, 'Script', `${starter} /somewhere/script`)
      expect(open()(exe).name).toBe(starter)
    }
  })

  it('createIdentify › leaves out entries of programs that are not installed', () => {
    const exe = program('lib/app/app')
    entry('app', 'App', exe, 'TryExec=missing')
    expect(open()(exe).name).toBe('app')
  })

  it('createIdentify › takes the path without the home folder, the bundle, or the mere name', () => {
    const identify = open()
    expect(identify(program('home/tools/mine'))).toEqual({ key: '~/tools/mine', name: 'mine' })
    expect(identify('/Applications/Fire Fox.app/Contents/MacOS/plugin.app/Contents/MacOS/p')).toEqual({
      key: '/Applications/Fire Fox.app',
      name: 'Fire Fox',
    })
    expect(identify('/tmp/.mount_ObsidiX8fjq2/obsidian').key).toBe('/tmp/.mount_Obsidi/obsidian')
    expect(identify('', 'sshd')).toEqual({ key: 'comm:sshd', name: 'sshd' })
  })

  it('createIdentify › merges two paths only if they are one file', () => {
    const exe = program('usr/bin/tool')
    symlinkSync(join(root, 'usr/bin'), join(root, 'linked'))
    const identify = open()
    expect(identify(join(root, 'linked/tool'))).toEqual(identify(exe))
    expect(identify(program('other/tool'))).not.toEqual(identify(exe))
  })

  it('createIdentify › names the agent itself', () => {
    const identify = createIdentify({ home: '/home/x', dataDirs: [], path: [], ownPid: 42 })
    expect(identify({ pid: 42, exe: '/usr/bin/node', name: 'node' })).toEqual({
      key: 'usage-audit',
      name: 'usage-audit',
    })
    expect(identify({ pid: 43, exe: '/nowhere/node', name: 'node' }).name).toBe('node')
  })

  it('createIdentify › makes hostile names harmless', () => {
    const identify = open()
    expect(identify('/nowhere/a\u001b[31mb\nc\u202E')).toEqual({ key: '/nowhere/a[31mb c', name: 'a[31mb c' })
    expect(identify('', '\u0000\u0007')).toEqual({ key: 'comm:', name: '?' })
    expect(identify('/nowhere/__proto__')).toEqual({ key: '/nowhere/__proto__', name: '__proto__' })
    expect(identify(`/${'x'.repeat(5000)}`).name.length).toBe(200)
  })

  it('createIdentify › sees a new entry after ten minutes', () => {
    let at = 0
    const exe = program('lib/late/late')
    const identify = open({ now: () => at })
    expect(identify(exe).name).toBe('late')
    entry('late', 'Come Late', exe)
    at += 599_000
    expect(identify(exe).name).toBe('late')
    at += 1000
    expect(identify(exe).name).toBe('Come Late')
  })
})
