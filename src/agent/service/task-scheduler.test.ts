import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceAccount } from './service.ts'
import { taskScheduler } from './task-scheduler.ts'
import { toCommandLine, toWords } from './windows-words.ts'
import { fromXml } from './xml.ts'

const account: ServiceAccount = {
  home: 'C:\\Users\\ana',
  configHome: 'C:\\Users\\ana\\.config',
  uid: -1,
  user: 'PC\\ana & <co>',
  agentFolder: 'C:\\Users\\ana\\AppData\\Local\\usage-audit\\Data\\agent',
}
const render = (...argv: [string, string, ...string[]]) =>
  taskScheduler.render({ argv, environment: {}, logFile: 'C:\\log' }, account)

/** As Microsoft describes that a C program gets its arguments, letter by letter. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: it follows the description, not our own way to write it.
function asWindowsReads(line: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  let slashes = 0
  for (const letter of line) {
    if (letter === '\\') {
      slashes++
      continue
    }
    const even = slashes % 2 === 0
    if (slashes > 0) word = (word ?? '') + '\\'.repeat(letter === '"' ? slashes >> 1 : slashes)
    slashes = 0
    if (letter === '"' && even) {
      quoted = !quoted
      word ??= ''
    } else if (/[ \t]/.test(letter) && !quoted) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + letter
  }
  if (slashes > 0) word = (word ?? '') + '\\'.repeat(slashes)
  return word === undefined ? words : [...words, word]
}

describe('taskScheduler › render', () => {
  it('runs Node without a window, at log-on and again should it end', () => {
    const text = render('C:\\Program Files\\nodejs\\node.exe', 'C:\\a\\usage-audit.js', '--data-dir', 'D:\\my data\\')
    expect(text).toContain('<Command>%SystemRoot%\\System32\\conhost.exe</Command>')
    expect(fromXml(/<Arguments>(.*)<\/Arguments>/.exec(text)![1]!)).toBe(
      '--headless "C:\\Program Files\\nodejs\\node.exe" C:\\a\\usage-audit.js --data-dir "D:\\my data\\\\"',
    )
    expect(text).toContain('<UserId>PC\\ana &#38; &#60;co&#62;</UserId>')
    expect(text).toMatch(/<LogonTrigger>\s+<Repetition>\s+<Interval>PT5M</)
  })

  it('is written as UTF-16 with its mark, and read back', () => {
    const text = render('C:\\é漢\\node.exe', 'C:\\s.js')
    const bytes = taskScheduler.encode(text)
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0])
    expect(taskScheduler.decode(bytes)).toBe(text)
    expect(taskScheduler.readArgv(text)).toEqual(['C:\\é漢\\node.exe', 'C:\\s.js'])
    expect(taskScheduler.readArgv('<Task/>')).toBeUndefined()
  })

  it.each(['C:\\%USERNAME%\\s.js', 'C:\\$(Arg0)\\s.js'])('refuses %s, which would be replaced', (path) => {
    expect(() => render('C:\\node.exe', path)).toThrow(/puts something else/)
  })
})

describe('toCommandLine', () => {
  const word = fc.string({ unit: fc.constantFrom(...'"\\ \tab', 'é') })

  it('is read back by Windows word by word, whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(asWindowsReads(toCommandLine(words))).toEqual(words)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is read back by toWords too', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(toWords(toCommandLine(words))).toEqual(words)
      }),
      { numRuns: 2_000 },
    )
  })
})
