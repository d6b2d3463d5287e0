import { expect, it } from 'vitest'
import { createRules } from './app-rules.ts'

const rename = (match: string, key?: string) => createRules([{ match, name: 'Acme Studio', key }], '/home/ana')
const app = { key: '/opt/acme/3/bin/acme-x', name: 'acme-x' }

it('createRules › renames by path or key, and leaves the rest', () => {
  expect(rename('/opt/acme/*/bin/acme-*', 'acme')(app, '/opt/acme/3/bin/acme-x')).toEqual({
    key: 'acme',
    name: 'Acme Studio',
  })
  expect(rename('/opt/acme/*/bin/acme-*')(app, undefined)).toEqual({ key: 'Acme Studio', name: 'Acme Studio' })
  expect(rename('/opt/*/acme-*')(app, '/opt/acme/3/bin/acme-x')).toBe(app)
  expect(rename('/opt/**/acme-?')(app, undefined).name).toBe('Acme Studio')
  expect(rename('~/bin/*')({ key: '~/bin/x', name: 'x' }, '/home/ana/bin/x').name).toBe('Acme Studio')
  expect(rename('C:\\Acme\\*.exe')({ key: 'x', name: 'x' }, 'C:\\Acme\\a.exe').name).toBe('Acme Studio')
  expect(rename('a.b')({ key: 'axb', name: 'x' }, undefined).name).toBe('x')
})

it('createRules › takes the first that fits', () => {
  const rules = createRules(
    [
      { match: 'x', name: 'First' },
      { match: '**', name: 'Second' },
    ],
    '/root',
  )
  expect(rules({ key: 'x', name: 'x' }, undefined).name).toBe('First')
  expect(rules({ key: 'y', name: 'y' }, undefined).name).toBe('Second')
})
