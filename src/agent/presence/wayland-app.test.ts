import { describe, expect, it } from 'vitest'
import type { App } from '../../core/apps.ts'
import { findAppOfId } from './wayland-app.ts'

const app = (key: string): App => ({ key, name: key })
const find = (appId: string, running: readonly string[], entries: Readonly<Record<string, string>> = {}) =>
  findAppOfId(appId, {
    appOfClass: ([name]) => (entries[name!] ? app(entries[name!]!) : undefined),
    runningApps: () => running.map(app),
  })?.key ?? null

describe('findAppOfId', () => {
  it.each<[string, string, readonly string[], Record<string, string>, string | null]>([
    [
      'the entry that claims it and runs',
      'foot',
      ['foot.desktop', '/x/foot'],
      { foot: 'foot.desktop' },
      'foot.desktop',
    ],
    ['a program of that name', 'editor', ['~/bin/editor', '~/bin/editor', '/usr/bin/cat'], {}, '~/bin/editor'],
    ['a program of that name in other letters', 'Editor', ['/opt/editor'], {}, '/opt/editor'],
    ['a program named as its last part', 'org.example.Notes', ['/usr/bin/notes'], {}, '/usr/bin/notes'],
    [
      'the process in a container rather than an entry that does not run',
      'org.mozilla.firefox',
      ['/app/lib/firefox/firefox'],
      { 'org.mozilla.firefox': 'org.mozilla.firefox.desktop' },
      '/app/lib/firefox/firefox',
    ],
    ['the entry although it was not seen to run', 'code', ['/usr/bin/cat'], { code: 'code.desktop' }, 'code.desktop'],
    ['nobody where two are named so', 'editor', ['/a/editor', '/b/editor'], {}, null],
    ['nobody where none is', 'ghost', ['/usr/bin/cat'], {}, null],
    ['nobody for no name', '', ['/usr/bin/cat'], {}, null],
    ['nobody for a mere dot', 'x.', ['/usr/bin/'], {}, null],
  ])('findAppOfId › takes %s', (_, appId, running, entries, key) => {
    expect(find(appId, running, entries)).toBe(key)
  })
})
