import { expect, it, vi } from 'vitest'
import { needs } from './needs.ts'

it('needs › finds what is there', () => {
  expect(needs('node', 'nodejs', { CI: 'true' })).toBe(true)
})

it('needs › skips loudly on a desk and fails where CI is set', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect(needs('no-such-tool', 'no-such-package', {})).toBe(false)
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('sudo apt install no-such-package'))
  expect(() => needs('no-such-tool', 'no-such-package', { CI: 'true' })).toThrow(/no-such-tool is missing/)
  warn.mockRestore()
})
