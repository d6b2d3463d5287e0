import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataDir, toDataDir } from './data-dir.ts'

const scratch = () => mkdtempSync(join(tmpdir(), 'usage-audit-data-'))

it('openDataDir › makes folders that only their owner can enter, and is content to find them', () => {
  const root = join(scratch(), 'new', 'data')
  const paths = openDataDir(root)
  for (const folder of [paths.root, paths.agent, paths.server, paths.outbox])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(openDataDir(root)).toEqual(paths)
  expect(paths.journal).toBe(join(root, 'agent', 'journal.db'))
})

it('openDataDir › names the folder and the way out when it cannot', () => {
  const file = join(scratch(), 'file')
  writeFileSync(file, '')
  for (const root of ['/dev/null/x', '/proc/x', file])
    expect(() => openDataDir(root)).toThrow(
      expect.objectContaining({
        code: 'cannot_create',
        message: expect.stringMatching(new RegExp(`^cannot keep data in ${root}: .*--data-dir DIR\\.$`)),
      }),
    )
})

it('toDataDir › is the platform’s folder unless one is named', () => {
  expect(toDataDir().root).toMatch(/usage-audit/)
  expect(toDataDir('relative').root).toBe(join(process.cwd(), 'relative'))
})
