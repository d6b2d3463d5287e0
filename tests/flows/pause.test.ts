import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'

const secondsFrom = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

/** Also on a machine that is busy with other tests. */
const everySecond = { USAGE_AUDIT_AGENT__SAMPLE: '1s', USAGE_AUDIT_AGENT__GENTLE: 'false' }

describe('usage-audit agent pause', () => {
  it('is kept by a running agent within a sample, shown, and ended by resume', { timeout: 60_000 }, async () => {
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), ...everySecond })
    const run = async (...args: string[]) => {
      const { exit, out, err } = await runProgram(args, env)
      expect({ exit, err }).toEqual({ exit: 0, err: '' })
      return out
    }
    const agent = startProgram(['agent'], env)
    let said = ''
    agent.stderr!.on('data', (chunk) => {
      said += chunk
    })
    await sleep(4_000)
    expect(await run('agent', 'pause')).toMatch(/^Paused: nothing is recorded until `usage-audit agent resume`.\n.*1 s/)
    await sleep(2_500)
    expect(said).toContain('Paused')
    expect(await run('agent', 'status')).toMatch(/process \d+, but not recording\n +Paused/)
    expect(await run('today')).toMatch(/^Paused: /)
    expect(JSON.parse(await run('today', '--json'))).toMatchObject({ paused: { until: null } })
    const log = secondsFrom(await run('agent', 'log'))
    const recorded = (lines: { source?: string; end: number }[]) =>
      Math.max(...lines.filter(({ source }) => source === 'clock').map(({ end }) => end))
    await sleep(2_000)
    expect(recorded(secondsFrom(await run('agent', 'log')))).toBe(recorded(log))
    expect(await run('agent', 'resume')).toMatch(/^Recording again/)
    expect(await run('agent', 'resume')).toBe('It was not paused.\n')
    await sleep(3_500)
    const after = secondsFrom(await run('agent', 'log'))
    const gap = after.find(({ kind }) => kind === 'gap')
    expect(gap).toMatchObject({ reason: 'paused', start: recorded(log) })
    expect(recorded(after)).toBeGreaterThan(gap.end)
    expect(await run('agent', 'status')).toContain('recording, process')
    agent.kill('SIGTERM')
    await once(agent, 'close')
  })

  it('holds for the time asked, says so in Portuguese, and refuses what is no duration', async () => {
    const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' })
    const { out } = await runProgram(['agent', 'pause', '--for', '2h'], env)
    expect(out).toMatch(/^Em pausa: nada é registrado até .* \d\d:\d\d\. .*\nNenhum agente/)
    const status = JSON.parse((await runProgram(['agent', 'pause', '--for', '1s', '--json'], env)).out)
    expect(status).toMatchObject({ paused: true, pid: null })
    expect(await runProgram(['agent', 'pause', '--for', 'soon'], env)).toMatchObject({ exit: 64, out: '' })
    await sleep(1_000)
    expect(JSON.parse((await runProgram(['agent', 'resume', '--json'], env)).out)).toMatchObject({ paused: false })
  })
})
