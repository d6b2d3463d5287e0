import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { noteServed, readServed } from './served.ts'

it('where a server listens is known while it runs, and not by what a killed one left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'usage-audit-served-'))
  expect(readServed(folder)).toBeUndefined()
  const forget = noteServed(folder, 'http://127.0.0.1:9123')
  expect(readServed(folder)).toBe('http://127.0.0.1:9123')
  forget()
  expect(readdirSync(folder)).toEqual([])
  for (const left of ['{"url":"http://127.0.0.1:9123","pid":2147483646}', '{"url":"http://127', '{"pid":1}']) {
    writeFileSync(join(folder, 'serving.json'), left)
    expect(readServed(folder)).toBeUndefined()
  }
})

it('a server that cannot keep where it is serves all the same', () => {
  expect(() => noteServed('/proc/nowhere', 'http://127.0.0.1:9123')()).not.toThrow()
})
