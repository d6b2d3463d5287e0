import { mkdtempSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, type SettingSources } from './config.ts'
import { findSettingsFile, type SettingFlag } from './config-layers.ts'

const folder = mkdtempSync(join(tmpdir(), 'usage-audit-config-'))
let files = 0

function tomlFile(text: string) {
  const file = join(folder, `config-${files++}.toml`)
  writeFileSync(file, text)
  return file
}

const read = (given: Partial<SettingSources> = {}) =>
  readSettings({
    file: undefined,
    env: {},
    flags: [],
    cwd: '/here',
    dataDir: { serverDatabase: '/data/server/usage-audit.db', outbox: '/data/outbox' },
    ...given,
  })
const readToml = (text: string) => read({ file: tomlFile(text) })
const readEnv = (env: SettingSources['env']) => read({ env })
const refused = (message: string | RegExp) =>
  expect.objectContaining({ code: 'config', message: expect.stringMatching(message) })
const failureOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}

describe('readSettings', () => {
  it('takes names of apps as tables, and says which field of which is wrong', () => {
    const rules = readToml('[[apps.rules]]\nmatch = "/opt/acme/*"\nname = "Acme"\nkey = "acme"').config.apps.rules
    expect(rules).toEqual([{ match: '/opt/acme/*', name: 'Acme', key: 'acme' }])
    const bad =
      '[agent]\nsample = "9s"\n[[apps.rules]]\nmatch = "/a"\nname = "A"\n[[apps.rules]]\nmatch = ""\nnmae = "B"'
    expect(() => readToml(bad)).toThrow(
      refused(
        /apps\.rules\[1\]\.match = "" \(.*toml:3\) must be a pattern[\s\S]*apps\.rules\[1\]\.name \(.*\) must be the name/,
      ),
    )
    expect(() => readToml(bad)).toThrow(refused(/unknown setting apps\.rules\[1\]\.nmae .* Did you mean name\?/))
    expect(() => readToml('[apps]\nrules = "x"')).toThrow(
      refused(/apps\.rules = "x" .* must be tables \[\[apps\.rules/),
    )
  })

  it('takes providers of sign-ins as tables, of the file or of a variable, and never shows a secret', () => {
    const toml = (more: string, issuer = 'https://id.example/') =>
      `[[oidc]]\nname = "acme"\nissuer = "${issuer}"\nclient_id = "us"\n${more}\n`
    const { config, list } = readToml(toml('client_secret = "canary"\nlabel = "Acme"'))
    const shared = { name: 'acme', issuer: 'https://id.example/', client_id: 'us' }
    expect(config.oidc).toEqual([{ ...shared, client_secret: 'canary', label: 'Acme' }])
    expect(list.find(({ key }) => key === 'oidc[0]')?.value).toContain('client_secret = ***')
    expect(JSON.stringify(list)).not.toContain('canary')
    const variable = `[{ name = "acme", issuer = "https://id.example/", client_id = "us", client_secret_file = "s" }]`
    const { oidc } = readEnv({ USAGE_AUDIT_OIDC: variable }).config
    expect(oidc).toEqual([{ ...shared, client_secret_file: '/here/s' }])
    for (const [bad, said] of [
      [toml('client_secret = ["canary"]'), /oidc\[0\]\.client_secret \(.*toml:1\) must be a secret of the provider/],
      [toml('client_secrt = "canary"'), /unknown setting oidc\[0\]\.client_secrt .* Did you mean client_secret\?/],
      [toml('', 'http://id.example'), /oidc\[0\]\.issuer = "http:\/\/id\.example" .* must be an https:/],
      [toml('') + toml('').replace('acme', 'b'), /have one issuer/],
      [toml('') + toml('', 'https://b.example'), /have one name/],
      [toml('client_secret = "canary"\nclient_secret_file = "x"'), /keep one/],
      ['oidc = "canary"', /^oidc \(.*\) must be tables \[\[oidc\]\]/],
    ] as const) {
      const failure = failureOf(() => readToml(bad))
      expect(failure).toEqual(refused(said))
      expect(String(failure)).not.toContain('canary')
    }
    expect(String(failureOf(() => readEnv({ USAGE_AUDIT_OIDC: '[{canary' })))).not.toContain('canary')
  })

  it('has a default for everything that must have a value', () => {
    const { config } = read({ env: { LANG: 'C.UTF-8' } })
    expect(config).toEqual({
      server: {
        port: 8787,
        host: '127.0.0.1',
        publicUrl: undefined,
        database: 'file:/data/server/usage-audit.db',
        tlsCert: undefined,
        tlsKey: undefined,
        behindProxy: false,
      },
      oidc: [],
      mail: {
        from: { name: 'usage-audit', address: 'usage-audit@localhost' },
        smtpUrl: undefined,
        outbox: '/data/outbox',
        perSecond: 14,
      },
      reports: { locale: 'en', zone: expect.any(String), to: undefined, hour: 8 },
      retention: {
        titlesMs: 30 * 86_400_000,
        factsMs: 396 * 86_400_000,
        daysMs: 1_827 * 86_400_000,
        accessMs: 366 * 86_400_000,
      },
      agent: {
        server: 'http://127.0.0.1:8787',
        sampleMs: 10_000,
        uploadMs: 300_000,
        presenceMs: 2_000,
        idleAfterMs: 300_000,
        journalCapBytes: 200_000_000,
        processes: 'auto',
        accounts: 'own',
        gentle: true,
        installed: true,
      },
      apps: { rules: [] },
      privacy: { titles: false, rules: [], workingHours: undefined },
      log: { level: 'info' },
    })
  })

  it('reads tables of rules in their order, and shows each by itself', () => {
    const file = tomlFile(
      '[privacy]\ntitles = true\nworking_hours = "mo 08:00-09:00"\n\n[[privacy.rules]]\napp = "signal*"\naction = "drop"\n\n[[privacy.rules]]\nhours = "sa 09:00-12:00"\naction = "redact"\n',
    )
    const { config, list } = read({ file })
    expect(config.privacy).toEqual({
      titles: true,
      workingHours: [{ weekday: 1, from: 480, to: 540 }],
      rules: [
        { app: 'signal*', action: 'drop' },
        { hours: [{ weekday: 6, from: 540, to: 720 }], action: 'redact' },
      ],
    })
    expect(list.filter(({ key }) => key.startsWith('privacy.rules'))).toEqual([
      { key: 'privacy.rules[0]', value: 'app = "signal*", action = "drop"', origin: `${file}:5` },
      { key: 'privacy.rules[1]', value: 'hours = "sa 09:00-12:00", action = "redact"', origin: `${file}:5` },
    ])
  })

  it('lets flags win over variables, variables over the file, the file over defaults, and tells who won', () => {
    const file = tomlFile('[server]\nport = 1\nhost = "localhost"\n\n[agent]\nsample = "2s"\nupload = "1m"\n')
    const flags: SettingFlag[] = [
      { flag: '--port', key: 'server.port', value: '3' },
      { flag: '--host', key: 'server.host', value: undefined },
    ]
    const env = { USAGE_AUDIT_SERVER__PORT: '2', USAGE_AUDIT_AGENT__SAMPLE: '5s', PATH: '/bin' }
    const { config, list } = read({ file, env, flags })
    expect([config.server.port, config.server.host, config.agent.sampleMs, config.agent.uploadMs]).toEqual([
      3,
      'localhost',
      5_000,
      60_000,
    ])
    const origins = Object.fromEntries(list.map(({ key, origin }) => [key, origin]))
    expect(origins).toMatchObject({
      'server.port': '--port',
      'server.host': `${file}:3`,
      'agent.sample': 'USAGE_AUDIT_AGENT__SAMPLE',
      'agent.upload': `${file}:7`,
      'log.level': 'default',
      'server.public_url': 'not set',
    })
  })

  it('freezes the settings to the bottom', () => {
    const { config } = read()
    expect(Object.isFrozen(config) && Object.isFrozen(config.server) && Object.isFrozen(config.mail.from)).toBe(true)
  })

  it.each([
    [{ LANG: 'pt_BR.UTF-8' }, 'pt-BR'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'pt_PT.UTF-8' }, 'pt-BR'],
    [{ LANG: 'pt_BR.UTF-8', LC_ALL: 'C' }, 'en'],
    [{}, 'en'],
  ])('takes the language of %j', (env, locale) => {
    expect(readEnv(env).config.reports.locale).toBe(locale)
  })

  it('takes relative paths from the folder of the file, or of the process', () => {
    expect(readToml('[server]\ndatabase = "file:a.db"\n[mail]\noutbox = "out"').config).toMatchObject({
      server: { database: `file:${folder}/a.db` },
      mail: { outbox: `${folder}/out` },
    })
    expect(readEnv({ USAGE_AUDIT_MAIL__OUTBOX: 'out' }).config.mail.outbox).toBe('/here/out')
    expect(readEnv({ USAGE_AUDIT_SERVER__DATABASE: 'file:~/a.db' }).config.server.database).toBe(
      `file:${homedir()}/a.db`,
    )
    expect(readEnv({ USAGE_AUDIT_SERVER__DATABASE: 'file:///x/a.db' }).config.server.database).toBe('file:/x/a.db')
  })

  it('reads a secret from a file, without the line break at its end, and never shows it', () => {
    const secret = join(folder, 'smtp')
    writeFileSync(secret, 'smtps://ana:canary@mail.example.org\n')
    const { config, list } = readEnv({ USAGE_AUDIT_MAIL__SMTP_URL_FILE: secret })
    expect(config.mail.smtpUrl).toBe('smtps://ana:canary@mail.example.org')
    expect(list).toContainEqual({ key: 'mail.smtp_url', value: '***', origin: 'USAGE_AUDIT_MAIL__SMTP_URL_FILE' })
  })

  it('makes the address of a provider from its preset, user and password', () => {
    const secret = join(folder, 'token')
    writeFileSync(secret, 'can@ry\n')
    const password = { USAGE_AUDIT_MAIL__SMTP_PASSWORD_FILE: secret }
    const mailOf = (preset: string, more = {}) =>
      readEnv({ USAGE_AUDIT_MAIL__PRESET: preset, ...password, ...more }).config.mail
    expect(mailOf('postmark')).toMatchObject({
      smtpUrl: 'smtp://can%40ry:can%40ry@smtp.postmarkapp.com:587',
      perSecond: 14,
    })
    expect(mailOf('sendgrid')).toMatchObject({ smtpUrl: 'smtp://apikey:can%40ry@smtp.sendgrid.net:587', perSecond: 50 })
    const user = { USAGE_AUDIT_MAIL__SMTP_USER: 'AKIA', USAGE_AUDIT_MAIL__RATE: '3' }
    expect(mailOf('ses:sa-east-1', user)).toMatchObject({
      smtpUrl: 'smtp://AKIA:can%40ry@email-smtp.sa-east-1.amazonaws.com:587',
      perSecond: 3,
    })
    const { list } = readEnv({ USAGE_AUDIT_MAIL__PRESET: 'postmark', ...password })
    expect(JSON.stringify(list)).not.toContain('can@ry')
  })

  it('hides the password of a database address', () => {
    const { list } = readEnv({ USAGE_AUDIT_SERVER__DATABASE: 'postgres://ana:can@ry@db/usage?password=canary' })
    expect(list.find(({ key }) => key === 'server.database')?.value).toBe('postgres://***@db/usage?***')
  })

  it('takes an empty variable for an absent one', () => {
    expect(readEnv({ USAGE_AUDIT_MAIL__SMTP_URL: '', USAGE_AUDIT_SERVER__PORT: '' }).config.server.port).toBe(8787)
  })
})

describe('readSettings refuses', () => {
  it.each([
    ['[server]\nprot = 1', /^unknown setting server\.prot \(.*config-\d+\.toml:2\)\. Did you mean server\.port\?$/],
    ['port = 1', /^unknown setting port \(.*:1\)\. Did you mean server\.port\?$/],
    ['[mail]\nlocale = "en"', /Did you mean reports\.locale\?/],
    ['[sever]\nport = 1', /Did you mean server\.port\?/],
    ['server = 3', /^unknown setting server \(/],
    ['[zzz]\nqqqqqqqq = 3', /See `usage-audit config show`/],
    [
      '[server]\nport = 99999',
      /^server\.port = 99999 \(.*:2\) must be a port from 1 to 65535, or 0 for any free one\.$/,
    ],
    ['[server]\nport = "8e3"', /must be a port/],
    ['[server]\nport = [1]', /^server\.port = \[1\] /],
    ['server.port = 1.5', /^server\.port = 1\.5 \(.*:1\)/],
    ['[reports]\nzone = "Mars/Base"', /zone = "Mars\/Base" \(.*\) is not a time zone; it must be an IANA time zone/],
    ['[reports]\nzone = "+03:00"', /not a time zone/],
    ['[reports]\nto = "a@b.org, c@d.org"', /not one e-mail address/],
    ['[mail]\nfrom = "Ana <a@b.org>\\r\\nBcc: c@d.org"', /not one e-mail address/],
    ['[agent]\nsample = "10"', /^agent\.sample = "10" \(.*\) must be a duration from 1s to 60s\.$/],
    ['[agent]\nsample = "2m"', /from 1s to 60s/],
    ['[agent]\nupload = 300', /from 1s to 1d/],
    ['[agent]\nserver = "http://audit.example.org"', /plain http leaves this computer; it must be an https:/],
    [
      '[agent]\nserver = "https://ana:canary@audit.example.org"',
      /^agent\.server = "https:\/\/\*\*\*@audit\.example\.org"/,
    ],
    [
      '[server]\nhost = "0.0.0.0"',
      /in clear over the network: set server\.tls_cert and server\.tls_key, or server\.behind_proxy = true/,
    ],
    ['[server]\nhost = "127.0.0.1:80"', /without a port/],
    ['[server]\ntls_cert = "a.pem"', /server\.tls_cert is set without server\.tls_key/],
    ['[server]\ntls = "self-signed"\ntls_cert = "a"\ntls_key = "b"', /makes a certificate, .* keep one/],
    ['[server]\ntrusted_proxies = "10.0.0.1"', /trusted_proxies is set without server\.behind_proxy/],
    [
      '[server]\nbehind_proxy = true\ntrusted_proxies = "10.0.0.0/40"',
      /trusted_proxies .* must be addresses or networks/,
    ],
    ['[server]\ndatabase = "mysql://ana:canary@db/x"', /^server\.database = "mysql:\/\/\*\*\*@db\/x" \(/],
    ['[mail]\nsmtp_url = "http://ana:canary@host"', /^mail\.smtp_url \(.*:2\) must be smtp:\/\//],
    [
      '[mail]\npreset = "mailgun"',
      /^mail\.preset = "mailgun" .* must be one of ses, sendgrid, gmail, postmark; ses:REGION/,
    ],
    ['[mail]\npreset = "gmail"\nsmtp_user = "ana"', /^mail\.preset = "gmail" needs mail\.smtp_password/],
    ['[mail]\npreset = "ses"\nsmtp_password = "canary"', /^mail\.preset = "ses" needs mail\.smtp_user/],
    [
      '[mail]\npreset = "postmark"\nsmtp_password = "canary"\nsmtp_url = "smtp://h"',
      /both name a mail server: keep one/,
    ],
    ['[mail]\nsmtp_url = "smtp://h"\nsmtp_password = "canary"', /^mail\.smtp_password is set alone/],
    [
      '[mail]\nsmtp_user = "ana"\nsmtp_password = "canary"',
      /are for a mail server: set mail\.preset or mail\.smtp_url/,
    ],
    [
      '[mail]\nsmtp_url = "smtp://u:canary@h"\nsmtp_user = "ana"\nsmtp_password = "canary"',
      /^mail\.smtp_url has a user in it/,
    ],
    ['[mail]\ndkim_domain = "example.org"', /^mail\.dkim_domain also need mail\.dkim_selector and mail\.dkim_key/],
    ['[mail]\ndkim_selector = "a b"', /^mail\.dkim_selector = "a b" .* must be a name in DNS/],
    [
      '[[privacy.rules]]\naction = "hide"',
      /^privacy\.rules\[0\]\.action = "hide" \(.*:1\) must be one of drop, redact, hash, domain, keep\.$/,
    ],
    [
      '[[privacy.rules]]\naction = "drop"\n[[privacy.rules]]\ntitle = 1\naction = "drop"',
      /^privacy\.rules\[1\]\.title = 1 /,
    ],
    [
      '[[privacy.rules]]\ntitle = "**"\naction = "drop"',
      /^privacy\.rules\[0\]\.title = "\*\*" .* must be some letters/,
    ],
    ...[
      'https://bank.example/',
      'bank.example/x',
      'bank.example:8443',
      '.bank.example',
      'bank.example.',
      'bank example',
    ].map((domain): [string, RegExp] => [
      `[[privacy.rules]]\ndomain = "${domain}"\naction = "drop"`,
      /^privacy\.rules\[0\]\.domain = .* must be a host alone, as bank\.example/,
    ]),
    ['[[privacy.rules]]\napp = "x"', /^privacy\.rules\[0\]\.action \(.*\) must be one of/],
    [
      '[[privacy.rules]]\nap = "x"\naction = "drop"',
      /^unknown setting privacy\.rules\[0\]\.ap \(.*:1\)\. Did you mean app\?$/,
    ],
    [
      '[[privacy.rules]]\nhours = "seg 8-18"\naction = "drop"',
      /^privacy\.rules\[0\]\.hours = .* must be weekdays \(mo tu we th fr sa su\) and times/,
    ],
    ['[privacy]\nrules = "x"', /^privacy\.rules = "x" \(.*:2\) must be tables/],
    [
      '[privacy]\nrules = [1]',
      /^privacy\.rules\[0\] = 1 \(.*:2\) must be a table with app, title, domain, hours, action\.$/,
    ],
    ['[privacy]\nworking_hours = "always"', /is no schedule; it must be weekdays \(mo tu we th fr sa su\) and times/],
    ['[server\nport = 1', /config-\d+\.toml:1:\d+: /],
  ])('%j', (text, message) => {
    const failure = failureOf(() => readToml(text))
    expect(failure).toEqual(refused(message))
    expect(String(failure)).not.toContain('canary')
  })

  it('every problem at once, one a line', () => {
    const { message } = failureOf(() => readToml('[server]\nport = -1\n[agent]\naccounts = "some"')) as Error
    expect(message.split('\n')).toHaveLength(2)
  })

  it.each([
    [
      { USAGE_AUDIT_SERVER_PORT: '1' },
      /variable USAGE_AUDIT_SERVER_PORT matches no setting\. Did you mean USAGE_AUDIT_SERVER__PORT\?$/,
    ],
    [{ USAGE_AUDIT_SERVER__PORT: 'x' }, /^server\.port = "x" \(USAGE_AUDIT_SERVER__PORT\) must be/],
    [{ USAGE_AUDIT_DATADIR: '/x' }, /Did you mean USAGE_AUDIT_DATA_DIR\?/],
    [
      { USAGE_AUDIT_MAIL__SMTP_URL_FILE: '/nowhere/x' },
      /cannot read the file named by USAGE_AUDIT_MAIL__SMTP_URL_FILE, \/nowhere\/x: there is no such file/,
    ],
    [
      { USAGE_AUDIT_SERVER__PORT: '1', USAGE_AUDIT_SERVER__PORT_FILE: import.meta.filename },
      /both set server\.port; keep one/,
    ],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /NODE_TLS_REJECT_UNAUTHORIZED=0 switches off/],
  ])('%j', (env, message) => {
    expect(failureOf(() => readEnv(env))).toEqual(refused(message))
  })

  it('a named file that is not there', () => {
    expect(failureOf(() => read({ file: 'nowhere.toml' }))).toEqual(
      refused(/\/here\/nowhere\.toml: there is no such file/),
    )
  })

  it('nothing of a server behind TLS or a proxy', () => {
    const { config } = readToml('[server]\nhost = "::"\ntls_cert = "a.pem"\ntls_key = "b.pem"')
    expect(config.server.tlsKey).toBe(`${folder}/b.pem`)
    expect(readToml('[server]\nhost = "0.0.0.0"\nbehind_proxy = true').config.server.behindProxy).toBe(true)
  })
})

describe('findSettingsFile', () => {
  it('prefers the named file, and takes the usual one only if it is there', () => {
    const usual = tomlFile('')
    expect(findSettingsFile('mine.toml', usual)).toBe('mine.toml')
    expect(findSettingsFile(undefined, usual)).toBe(usual)
    expect(findSettingsFile(undefined, join(folder, 'none'))).toBeUndefined()
  })
})
