import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { until } from '../support/desktop.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'

function anAccount(more: Readonly<Record<string, string>> = {}) {
  const folder = newFolder()
  const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_AGENT__SAMPLE: '1s', ...more })
  const [notice, journal] = [join(folder, 'agent/notice.json'), join(folder, 'agent/journal.db')]
  return { env, notice, journal, read: () => JSON.parse(readFileSync(notice, 'utf8')) }
}

/** Runs the agent until it has written something; an earlier one may have, so this one's own word counts. */
async function recordOnce(args: readonly string[], env: NodeJS.ProcessEnv) {
  const agent = startProgram(['agent', 'run', ...args], env)
  let said = ''
  agent.stderr!.on('data', (chunk) => {
    said += chunk
  })
  await until(async () => {
    const { exit, out } = await runProgram(['agent', 'status', '--json'], env)
    expect(exit, said).toBe(0)
    expect(JSON.parse(out).pid, said).toBe(agent.pid)
  })
  agent.kill('SIGTERM')
  await once(agent, 'close')
  return said
}

describe('what is recorded is told before it is', () => {
  it('by an agent that somebody starts; it is kept who could read it', async () => {
    const { env, notice, read } = anAccount()
    const said = await recordOnce([], env)
    expect(said).toMatch(/^Recording which programs run[\s\S]*\nNever recorded: .*\nwindow titles, web addresses/)
    expect(read()).toEqual({ kinds: ['programs', 'presence', 'installed'], at: expect.any(Number), how: 'log' })
    expect(statSync(notice).mode & 0o777).toBe(0o600)
  })

  it('a service records nothing of which nobody was told, and says the way out', async () => {
    const { env, journal } = anAccount()
    const { exit, err } = await runProgram(['agent', 'run', '--service'], env)
    expect(exit).toBe(78)
    expect(err).toMatch(/^usage-audit: nobody at this computer was shown what is recorded.*`usage-audit agent install`/)
    expect(existsSync(journal)).toBe(false)
    await runProgram(['agent', 'notice'], env)
    await recordOnce(['--service'], env)
    expect(existsSync(journal)).toBe(true)
  })

  it('titles that are switched on later wait until they were told of; status and doctor say so', async () => {
    const { env, read } = anAccount()
    await recordOnce([], env)
    const titles = { ...env, USAGE_AUDIT_PRIVACY__TITLES: 'true' }
    expect(await recordOnce(['--service'], titles)).toContain(
      'window titles: on, but not until `usage-audit agent notice`',
    )
    expect(read().kinds).toEqual(['programs', 'presence', 'installed'])
    expect((await runProgram(['agent', 'status'], titles)).out).toMatch(/^Held back +window titles: on, but not until/m)
    expect((await runProgram(['doctor'], titles)).out).toMatch(
      /✗ +Notice +switched on, and nobody was told: window titles\n +→ `usage-audit agent notice`/,
    )
    const { out, err } = await runProgram(['agent', 'notice', '--json'], titles)
    expect(JSON.parse(out)).toMatchObject({ kinds: ['programs', 'presence', 'installed', 'titles'] })
    expect(err).toContain('titles of the windows in front')
    expect((await runProgram(['agent', 'status'], titles)).out).not.toContain('Held back')
  })

  it.each(['en', 'pt-BR'])('tells what the settings make of it, in %s, within 80 columns', async (locale) => {
    const file = join(newFolder(), 'config.toml')
    writeFileSync(file, '[privacy]\ntitles = true\nworking_hours = "mo-fr 08:00-18:00"\n[agent]\naccounts = "all"\n')
    const { env } = anAccount({ USAGE_AUDIT_CONFIG: file, USAGE_AUDIT_REPORTS__LOCALE: locale })
    const { err } = await runProgram(['agent', 'notice'], env)
    for (const words of locale === 'en'
      ? ['every account', 'titles of the windows', 'working hours']
      : ['todas as contas', 'títulos das janelas', 'horário de trabalho'])
      expect(err).toContain(words)
    expect(Math.max(...err.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })
})

describe('usage-audit agent preview', () => {
  it('shows what would be stored and what would not, and stores nothing', async () => {
    const file = join(newFolder(), 'config.toml')
    writeFileSync(file, '[[privacy.rules]]\napp = "usage-audit"\naction = "drop"\n')
    const { env, journal } = anAccount({ USAGE_AUDIT_CONFIG: file, DISPLAY: '', WAYLAND_DISPLAY: '' })
    const { exit, out } = await runProgram(['agent', 'preview', '--for', '2s'], env)
    expect(exit).toBe(0)
    expect(out).toContain('usage-audit  privacy.rules[0]: drop')
    expect(out).toContain('Unknown: no desktop here tells which window is in front.')
    expect(out).toContain('Window titles are not stored')
    const json = JSON.parse((await runProgram(['agent', 'preview', '--for', '2s', '--json'], env)).out)
    expect(json).toMatchObject({
      still: null,
      titles: false,
      watched: [],
      windows: [],
      leftOut: [{ key: 'usage-audit', rule: 0 }],
    })
    expect(json.apps.map(({ key }: { key: string }) => key)).not.toContain('usage-audit')
    expect(json.apps.length).toBeGreaterThan(0)
    expect(existsSync(journal)).toBe(false)
  })

  it.each([
    ['en', 'Outside working hours: nothing is recorded now.\n'],
    ['pt-BR', 'Fora do horário de trabalho: nada é registrado agora.\n'],
  ])('says that nothing would be, in %s', async (locale, sentence) => {
    const yesterday = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'][(new Date().getUTCDay() + 5) % 7]
    const { env } = anAccount({
      TZ: 'UTC',
      USAGE_AUDIT_PRIVACY__WORKING_HOURS: `${yesterday} 10:00-11:00`,
      USAGE_AUDIT_REPORTS__LOCALE: locale,
    })
    expect(await runProgram(['agent', 'preview'], env)).toMatchObject({ exit: 0, out: sentence })
  })
})
