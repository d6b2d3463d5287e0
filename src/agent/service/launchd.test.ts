import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { launchd } from './launchd.ts'
import type { ServiceAccount } from './service.ts'

const account: ServiceAccount = {
  home: '/Users/ana',
  configHome: '/Users/ana/.config',
  uid: 501,
  user: 'ana',
  agentFolder: '/a',
}
const render = (...argv: [string, string, ...string[]]) =>
  launchd.render({ argv, environment: {}, logFile: '/Users/ana/Library/Logs/usage-audit/agent.log' }, account)

describe('launchd › render', () => {
  it('names every word, restarts on failure and writes a log', () => {
    const text = render('/opt/node', '/opt/a b.js')
    expect(text).toContain('<string>/opt/node</string>\n    <string>/opt/a b.js</string>\n')
    expect(text).toMatch(/<key>SuccessfulExit<\/key>\s+<false\/>/)
    expect(text).toMatch(/<key>StandardErrorPath<\/key>\s+<string>.*agent\.log</)
    expect(launchd.fileOf(account)).toBe('/Users/ana/Library/LaunchAgents/dev.usage-audit.agent.plist')
  })

  it('lets no path close a tag or open another', () => {
    const text = render('/n', '/</string><true/>&lt;&#60;"\'\n\r')
    expect(text).toContain('<string>/&#60;/string&#62;&#60;true/&#62;&#38;lt;&#38;#60;&#34;&#39;&#10;&#13;</string>')
  })

  it('refuses what XML has no place for', () => {
    expect(() => render('/n', '/a\u001bb')).toThrow(/no place for a control character/)
  })

  it('is read back word by word, whatever the words are', () => {
    const word = fc
      .string({ unit: fc.oneof(fc.constantFrom(...'<>&\'";# \n\t\r'), fc.string({ unit: 'grapheme' })) })
      .filter((text) => !/[\p{Cc}\ufffe\uffff]/u.test(text.replace(/[\t\n\r]/g, '')))
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(launchd.readArgv(render('/n', '/s', ...words))).toEqual(['/n', '/s', ...words])
      }),
    )
    expect(launchd.readArgv('<plist></plist>')).toBeUndefined()
  })
})
