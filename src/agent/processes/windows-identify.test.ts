import { describe, expect, it, vi } from 'vitest'
import { createWindowsIdentify, toWindowsKey } from './windows-identify.ts'

const home = 'C:\\Users\\Ana'

describe('toWindowsKey', () => {
  it.each([
    ['C:\\Program Files\\Mozilla Firefox\\firefox.exe', 'c:\\program files\\mozilla firefox\\firefox.exe'],
    ['C:\\Users\\ana\\AppData\\Local\\slack\\app-4.35.126\\slack.exe', '~\\appdata\\local\\slack\\slack.exe'],
    [
      'C:\\Users\\Ana\\AppData\\Local\\Discord\\app-1.0.9023-beta.2\\Discord.exe',
      '~\\appdata\\local\\discord\\discord.exe',
    ],
    [
      'C:\\Program Files (x86)\\Microsoft\\EdgeWebView\\Application\\119.0.2151.58\\msedgewebview2.exe',
      'c:\\program files (x86)\\microsoft\\edgewebview\\application\\msedgewebview2.exe',
    ],
    [
      'C:\\Program Files\\WindowsApps\\Microsoft.WindowsCalculator_11.2307.4.0_x64__8wekyb3d8bbwe\\CalculatorApp.exe',
      'windowsapps\\microsoft.windowscalculator_8wekyb3d8bbwe\\calculatorapp.exe',
    ],
    [
      'D:\\WindowsApps\\5319275A.WhatsAppDesktop_2.2401.4.0_x64__cv1g1gvanyjgm\\x64\\WhatsApp.exe',
      'windowsapps\\5319275a.whatsappdesktop_cv1g1gvanyjgm\\x64\\whatsapp.exe',
    ],
    ['\\\\?\\C:\\Tools\\a.exe', 'c:\\tools\\a.exe'],
    ['\\\\server\\share\\a.exe', '\\\\server\\share\\a.exe'],
    ['C:\\Users\\Anabel\\a.exe', 'c:\\users\\anabel\\a.exe'],
    ['C:\\Python311\\python.exe', 'c:\\python311\\python.exe'],
    ['C:\\Program Files\\Java\\jdk-17.0.2\\bin\\java.exe', 'c:\\program files\\java\\jdk-17.0.2\\bin\\java.exe'],
    ['C:\\games\\2048\\1.5.exe', 'c:\\games\\2048\\1.5.exe'],
  ])('toWindowsKey › %s', (exe, key) => {
    expect(toWindowsKey(exe, home)).toBe(key)
  })

  it('toWindowsKey › is the same before and after an update', () => {
    const at = (version: string) =>
      toWindowsKey(`${home}\\AppData\\Local\\Programs\\Any\\app-${version}\\bin\\${version}\\any.exe`, home)
    expect(at('1.9.0')).toBe(at('2.0.0-rc.1'))
  })
})

describe('createWindowsIdentify', () => {
  const open = (description?: string) => {
    const readDescription = vi.fn((_exe: string) => description)
    const otherwise = ({ name }: { readonly name: string }) => ({ key: `comm:${name}`, name })
    return { readDescription, identify: createWindowsIdentify({ home, ownPid: 7, readDescription, otherwise }) }
  }
  const exe = 'C:\\Apps\\notes.EXE'

  it('createWindowsIdentify › names a program as its file does, else by the file, and asks once', () => {
    const { identify, readDescription } = open('Notes')
    const key = 'c:\\apps\\notes.exe'
    expect(identify({ pid: 1, exe, name: 'notes.exe' })).toEqual({ key, name: 'Notes' })
    expect(identify({ pid: 2, exe, name: 'notes.exe' })).toEqual({ key, name: 'Notes' })
    expect(readDescription).toHaveBeenCalledOnce()
    expect(open().identify({ pid: 1, exe, name: 'notes.exe' }).name).toBe('notes')
  })

  it('createWindowsIdentify › makes hostile names harmless', () => {
    const { identify } = open(`Bank\u202e\n${'x'.repeat(5_000)}`)
    const { key, name } = identify({ pid: 1, exe: `C:\\${'\u0007'}${'y'.repeat(40_000)}.exe`, name: '' })
    expect(name).toMatch(/^Bank x+…$/)
    expect(name.length).toBeLessThanOrEqual(200)
    expect(key).toMatch(/^c:\\y+…$/)
    expect(key.length).toBeLessThanOrEqual(1_000)
    expect(open('\u0000').identify({ pid: 1, exe: 'C:\\\u0007.exe', name: '' }).name).toBe('?')
  })

  it('createWindowsIdentify › leaves the agent itself, and what has no path, to others', () => {
    const { identify } = open('Node.js JavaScript Runtime')
    expect(identify({ pid: 7, exe, name: 'node.exe' }).key).toBe('comm:node.exe')
    expect(identify({ pid: 8, exe: '', name: 'csrss.exe' }).key).toBe('comm:csrss.exe')
  })
})
