import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { hasDesktop, type Moment, openDesktop, until } from '../support/desktop.ts'
import { newFolder } from '../support/program.ts'
import { hasWine, openWine, type Wine } from '../support/wine.ts'

const run = promisify(execFile)

/** How often Windows is asked, and what else may come between. */
const pollMs = 2_000
const slackMs = 1_000

interface Line {
  readonly kind: string
  readonly source?: string
  readonly app: string | null
  readonly name?: string
  readonly start: number
  readonly end: number
  readonly launches?: number
  readonly cpuMs?: number
  readonly memoryPeakKiB?: number
  readonly detail?: { readonly watched?: readonly string[] } | null
}

/** Runs a command to its end. */
async function ask(wine: Wine, ...args: readonly string[]): Promise<string> {
  const { ended, readOutput, readErrors } = wine.startProgram(...args)
  await ended
  expect(readErrors()).not.toContain('bug')
  return readOutput()
}

const readLog = async (wine: Wine): Promise<Line[]> =>
  (await ask(wine, 'agent', 'log'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)

const system = (name: string) => `c:\\windows\\system32\\${name}.exe`

it.skipIf(!hasWine() || !hasDesktop())('the agent for Windows › tells on Wine what a person did', async () => {
  const desktop = await openDesktop()
  const wine = openWine(desktop.env.DISPLAY!, newFolder())
  const env = { ...process.env, DISPLAY: desktop.env.DISPLAY! }
  const xdotool = async (...args: string[]): Promise<Moment> => {
    const after = Date.now()
    await run('xdotool', args, { env, timeout: 10_000 })
    return { after, before: Date.now() }
  }
  const findWindow = (name: string) =>
    until(() => run('xdotool', ['search', '--onlyvisible', '--name', name], { env, timeout: 10_000 }))
  try {
    wine.start('notepad')
    await findWindow('Notepad')
    const agent = wine.startProgram('agent')
    const watched = async () => (await readLog(wine)).findLast(({ source }) => source === 'clock')?.detail?.watched
    await until(async () => expect(await watched(), agent.readErrors()).toEqual(['input', 'window']))

    await sleep(6_000)
    const typed = await xdotool('type', 'hello')
    await sleep(12_000)
    wine.start('winemine')
    const { stdout } = await findWindow('WineMine')
    const came = await xdotool('windowactivate', '--sync', stdout.trim().split('\n').at(-1)!)
    await sleep(15_000)

    const log = await readLog(wine)
    const doctor = await ask(wine, 'doctor')
    const windows = log.filter(({ source }) => source === 'window').sort((a, b) => a.start - b.start)
    console.table(windows.map(({ app, start, end }) => ({ app, 'in front, s': (end - start) / 1_000 })))
    const [first, ...later] = [...new Set(windows.map(({ app }) => app))]
    expect([first, later.at(-1)]).toEqual([system('notepad'), system('winemine')])
    const mine = windows.find(({ app }) => app === system('winemine'))!
    expect(mine.start).toBeLessThanOrEqual(came.before + pollMs + slackMs)
    // It comes to the front by itself when it opens, before it is asked to.
    expect(mine.start).toBeGreaterThan(typed.before)

    const input = log.filter(({ source }) => source === 'input').map(({ end }) => end)
    const error = Math.min(...input.map((end) => Math.abs(end - typed.before)))
    console.log(`the last input was told ${error} ms off`)
    expect(error).toBeLessThanOrEqual(slackMs)

    const hours = new Map(log.filter(({ kind }) => kind === 'processHour').map((row) => [row.app, row]))
    expect(hours.get(system('winemine'))?.launches).toBe(1)
    expect(hours.get(system('notepad'))).toMatchObject({ launches: 0, name: 'notepad' })
    expect(hours.get(system('explorer'))?.name).toBe('Wine Explorer')
    expect(hours.get('usage-audit')!.cpuMs).toBeGreaterThan(0)
    expect(hours.get('usage-audit')!.memoryPeakKiB).toBeGreaterThan(20_000)
    expect(doctor).toMatch(/\bwindows\b/)
    console.log(doctor)
  } finally {
    await wine.close()
    await desktop.kill()
  }
})
