import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, newFolder } from '../support/program.ts'

/** Every command of the README, in its order, as typed there. */
const commands = [...readFileSync('README.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => block!.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim())
  .filter(Boolean)

const root = resolve('.')
const folder = newFolder()
const laptop = { USAGE_AUDIT_DATA_DIR: join(folder, 'laptop') }
const environment = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, 'data'), USAGE_AUDIT_SERVER__PORT: '0' })
const started: ChildProcess[] = []
const received: string[] = []
let smtp: SMTPServer
let serving: Running | undefined
let recording: Running | undefined

interface Running {
  readonly child: ChildProcess
  said: string
}

/** Starts a line of the README; only the program's own place is put in. */
function start(line: string, more: Record<string, string> = {}): Running {
  const [program, ...args] = line.replace(/^npx /, '').match(/"[^"]*"|\S+/g)!
  const own = program === 'usage-audit'
  const child = spawn(own ? process.execPath : program!, own ? [join(root, 'bin/usage-audit.js'), ...args] : args, {
    cwd: own ? folder : root,
    env: { ...environment, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  started.push(child)
  const running: Running = { child, said: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      running.said += chunk
    })
  return running
}

async function run(line: string, more?: Record<string, string>): Promise<string> {
  const running = start(line, more)
  const [code] = await once(running.child, 'close')
  expect(`${line} → ${code}\n${running.said}`).toMatch(/ → 0\n/)
  return running.said
}

async function untilSaid(running: Running, pattern: RegExp): Promise<RegExpExecArray> {
  for (let i = 0; i < 300; i++) {
    const found = pattern.exec(running.said)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`never said ${pattern}: ${running.said}`)
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

/** What Ctrl-C does: a terminal tells the whole group. */
async function stop({ child }: Running): Promise<number | null> {
  if (!isRunning(child)) return child.exitCode
  process.kill(-child.pid!, 'SIGINT')
  const [code] = await once(child, 'close')
  return code
}

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _, done) => {
      let mail = ''
      stream.on('data', (chunk) => {
        mail += chunk
      })
      stream.on('end', () => {
        received.push(mail)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  writeFileSync(join(folder, 'smtp-url.txt'), `smtp://127.0.0.1:${port}\n`)
})
afterAll(async () => {
  for (const child of started) if (isRunning(child)) process.kill(-child.pid!, 'SIGKILL')
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

let server = ''
const mailing = { USAGE_AUDIT_REPORTS__TO: 'ana@example.org', USAGE_AUDIT_MAIL__SMTP_URL_FILE: 'smtp-url.txt' }

/** What each command must do. A command that stands in the README and not here fails the test. */
const promises: Record<string, () => Promise<void>> = {
  'npm start': async () => {
    recording = start('npm start', { USAGE_AUDIT_AGENT__SAMPLE: '1s' })
    await untilSaid(recording, /\/sign-in\//)
    await new Promise((resolve) => setTimeout(resolve, 4_000))
  },
  // This very test runs under it.
  'npm test': async () => expect(JSON.parse(readFileSync('package.json', 'utf8')).scripts.test).toBe('vitest run'),
  'npm start -- --once --for 20s': async () => {
    const once = { USAGE_AUDIT_DATA_DIR: join(folder, 'once') }
    const said = await run('npm start -- --once --for 20s', once)
    expect(said).toMatch(/\d+ s recorded on 1 computer/)
    const [, eml] = /(\S+\.eml)/.exec(said) ?? []
    const mail = await simpleParser(readFileSync(eml!))
    expect(mail.text).toContain('usage-audit')
    expect(String(mail.html)).toContain('usage-audit')
    const pictures = mail.attachments.map(({ filename, contentType }) => `${contentType} ${filename}`)
    expect(pictures).toEqual(['image/png month-light.png', 'image/png month-dark.png'])
    // The report folds what cost least into one row, and on a busy machine that is usage-audit itself.
    const { apps } = JSON.parse(await run('usage-audit today --json', once))
    expect(apps.find((app: { key: string }) => app.key === 'usage-audit')?.runningMs).toBeGreaterThan(19_000)
  },
  'npx usage-audit today': async () => expect(await run('npx usage-audit today')).toContain('usage-audit'),
  'npx usage-audit top': async () => expect(await run('npx usage-audit top')).toMatch(/usage-audit[\s\S]*sees back to/),
  'npx usage-audit report': async () => expect(await run('npx usage-audit report')).toContain('so far'),
  'npx usage-audit report --format html --out report.html': async () => {
    await run('npx usage-audit report --format html --out report.html')
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('data:image/svg+xml')
  },
  'npx usage-audit agent status': async () => {
    expect(await run('npx usage-audit agent status')).toContain('recording, process')
  },
  'npx usage-audit doctor': async () => {
    expect(await run('npx usage-audit doctor')).toMatch(/✓ {2}Agent +recording[\s\S]*✓ {2}Enrolment/)
  },
  'npx usage-audit agent log --since 2h': async () => {
    const said = await run('npx usage-audit agent log --since 2h')
    const kinds = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind)
    expect(new Set(kinds)).toEqual(new Set(['processHour', 'span']))
    await stop(recording!) // npm itself ends by the signal; what counts is that everything was flushed
    expect(await run('usage-audit agent status')).toMatch(/not running[\s\S]*Waiting to upload +0 rows/)
  },
  'npx usage-audit agent preview': async () => {
    expect(await run('npx usage-audit agent preview')).toContain('Programs that would be stored')
  },
  'npx usage-audit agent pause --for 2h': async () => {
    expect(await run('npx usage-audit agent pause --for 2h')).toMatch(/^Paused: nothing is recorded until /)
    expect(await run('usage-audit agent status')).toContain('Paused')
    expect(await run('usage-audit agent resume')).toMatch(/^(Recording again|No longer paused)/)
  },
  'usage-audit devices add laptop --token-out laptop.token': async () => {
    await run('usage-audit devices add laptop --token-out laptop.token')
    expect(existsSync(join(folder, 'laptop.token'))).toBe(true)
  },
  'USAGE_AUDIT_SERVER__BEHIND_PROXY=true usage-audit serve': async () => {
    serving = start('usage-audit serve', { USAGE_AUDIT_SERVER__BEHIND_PROXY: 'true' })
    server = (await untilSaid(serving, /"url":"(http:[^"]+)"/))[1]!
  },
  'usage-audit agent enroll --server https://audit.example.org --token-file laptop.token': async () => {
    const said = await run(`usage-audit agent enroll --server ${server} --token-file laptop.token`, laptop)
    expect(said).toContain('"laptop"')
  },
  'usage-audit agent': async () => {
    const agent = start('usage-audit agent', { ...laptop, USAGE_AUDIT_AGENT__SAMPLE: '1s' })
    await untilSaid(agent, /Ctrl-C/)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(await stop(agent)).toBe(0)
    expect(await run('usage-audit agent status', laptop)).toMatch(/Waiting to upload +0 rows/)
    expect(await stop(serving!)).toBe(0)
  },
  'usage-audit agent install': async () => {
    if (process.platform !== 'linux') return // another system's own tools are called there, for the account that runs the test
    const tools = newFolder()
    writeFileSync(join(tools, 'systemctl'), '#!/bin/sh\n', { mode: 0o755 })
    const said = await run('usage-audit agent install', { ...laptop, PATH: tools })
    const [, unit] = /The service: (\S+)/.exec(said) ?? []
    expect(readFileSync(unit!, 'utf8')).toContain(
      `"--data-dir" "${laptop.USAGE_AUDIT_DATA_DIR}" "agent" "run" "--service"`,
    )
  },
  'export USAGE_AUDIT_REPORTS__TO=ana@example.org': async () => expect(mailing.USAGE_AUDIT_REPORTS__TO).toBeTruthy(),
  'export USAGE_AUDIT_MAIL__SMTP_URL_FILE=smtp-url.txt': async () =>
    expect(existsSync(join(folder, mailing.USAGE_AUDIT_MAIL__SMTP_URL_FILE))).toBe(true),
  'usage-audit report --send': async () => {
    await run('usage-audit report --send', mailing)
    expect(received).toHaveLength(1)
    expect(received[0]).toContain('ana@example.org')
  },
  'usage-audit report list': async () => expect(await run('usage-audit report list', mailing)).toMatch(/by hand +sent/),
}

describe('README › every command does what it says', () => {
  it('names no command that is not tried here', () => {
    expect(commands.filter((line) => !promises[line])).toEqual([])
  })

  it.each(commands.filter((line) => promises[line]))(
    '%s',
    async (line) => {
      await promises[line]!()
    },
    90_000,
  )
})
