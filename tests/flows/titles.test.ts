import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hasDesktop, openDesktop, until } from '../support/desktop.ts'
import { untilAnswers } from '../support/installation.ts'
import { recordDesktop } from '../support/presence-truth.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'

/** What must not be found anywhere, each with the title that it stands in and what may be kept of that. */
const secrets = [
  ['4929123412341232', 'Pay 4929-1234-1234-1232 now', 'Pay [card] now'],
  ['ana.quisquilia', 'Inbox of ana.quisquilia@example.org', 'Inbox of [e-mail]'],
  ['52998224725', 'Cadastro 529.982.247-25', 'Cadastro [CPF]'],
  ['ghp_a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwX', 'Token ghp_a1B2c3D4e5F6g7H8i9J0kLmNoPqRsTuVwX', 'Token [key]'],
  ['zugangscode', 'https://example.org/reset?t=zugangscode', 'https://example.org/…'],
] as const
/** How long each title stays. */
const titleMs = 6_000
const honest = ['Zwetschgendatschi recipe', 'Notes on Xylophone', 'Mangrove report', 'Quokka pictures', 'Jabuticaba']

/** Every byte of a folder, as one text for each file. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)))

/** Which of some words stand in bytes: as they are, in UTF-16, with what people put between digits, or packed. */
function findIn(bytes: Buffer, words: readonly string[]): string[] {
  const texts = [
    bytes.toString('latin1'),
    bytes.toString('utf8'),
    bytes.toString('utf16le'),
    bytes.subarray(1).toString('utf16le'),
    ...unpack(bytes),
  ]
  const bare = texts.map((text) => text.replace(/[ ./-]/g, ''))
  return words.filter((word) => [...texts, ...bare].some((text) => text.toLowerCase().includes(word.toLowerCase())))
}

/** What gzip has packed somewhere in bytes. */
function unpack(bytes: Buffer): string[] {
  const texts: string[] = []
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex'))
    try {
      texts.push(gunzipSync(bytes.subarray(at)).toString('utf8'))
    } catch {
      // No packed text begins here.
    }
  return texts
}

it('findIn › finds what is hidden in any of these ways', () => {
  for (const bytes of [Buffer.from('x 4929-1234'), Buffer.from('4929 1234', 'utf16le'), Buffer.from('a4.929.1234')])
    expect(findIn(bytes, ['49291234'])).toEqual(['49291234'])
})

/** A server of its own. */
async function serve() {
  const folder = newFolder()
  const server = startProgram(['serve', '--data-dir', folder], cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0' }))
  const url = await new Promise<string>((resolve) => {
    server.stderr?.on('data', (chunk) => {
      const [, found] = /"url":"(http:[^"]+)"/.exec(String(chunk)) ?? []
      if (found) resolve(found)
    })
  })
  await untilAnswers(`${url}/readyz`)
  return { folder, url, stop: () => server.kill('SIGKILL') }
}

// Side by side, each with its own desktop and server: nearly all of their time is that for which a title must stay.
describe.skipIf(!hasDesktop()).concurrent('titles of windows', () => {
  /** The real agent, enrolled, sees all titles come and go; afterwards everything that it and the server keep. */
  async function record(settings: string, titles: readonly string[]) {
    const desktop = await openDesktop()
    onTestFinished(() => desktop.kill())
    await desktop.openWindow('browser')
    const server = await serve()
    onTestFinished(() => void server.stop())
    const { folder: serverFolder, url } = server
    const folder = newFolder()
    const [token, file] = [join(newFolder(), 'token'), join(newFolder(), 'config.toml')]
    writeFileSync(file, settings)
    const succeed = async (...args: string[]) => expect(await runProgram(args)).toMatchObject({ exit: 0 })
    await succeed('devices', 'add', `laptop ${folder}`, '--token-out', token, '--data-dir', serverFolder)
    await succeed('agent', 'enroll', '--server', url, '--token-file', token, '--data-dir', folder)
    const recording = await recordDesktop(desktop, '1s', {
      USAGE_AUDIT_DATA_DIR: folder,
      USAGE_AUDIT_CONFIG: file,
      USAGE_AUDIT_AGENT__UPLOAD: '1s',
    })
    await recording.untilWatched(['input', 'window'])
    await desktop.bringToFront('browser')
    // Longer than the shortest time for which a title is kept: none has to wait for the one before.
    await sleep(titleMs)
    for (const title of titles) {
      await desktop.setTitle('browser', title)
      // Long enough to be kept, also after one that was there for less.
      await sleep(titleMs)
    }
    const whileItRuns = filesIn(folder)
    await recording.stop()
    const log = await recording.readSpans()
    const said = Buffer.from(recording.said())
    return {
      bytes: [...whileItRuns, ...filesIn(folder), ...filesIn(serverFolder), said, Buffer.from(JSON.stringify(log))],
      log,
      serverFolder,
      browser: desktop.keyOf('browser'),
    }
  }
  const titlesOf = (log: readonly { source: string; detail: unknown }[]) =>
    log
      .filter(({ source }) => source === 'window')
      .flatMap(({ detail }) => (detail as { title?: string } | null)?.title ?? [])

  it('are nowhere while they are off: not in any byte of the agent, the server or a log', {
    timeout: 120_000,
  }, async () => {
    const shown = [secrets[0][1], honest[0]!, secrets[1][1]]
    const { bytes, log, browser } = await record('', shown)
    expect(log.some(({ source, app }) => source === 'window' && app === browser)).toBe(true)
    const words = [...secrets.map(([secret]) => secret), 'Zwetschgendatschi', 'Inbox of']
    expect(bytes.flatMap((each) => findIn(each, words))).toEqual([])
    expect(titlesOf(log)).toEqual([])
  })

  it('are kept without their secrets where they are on, here and on the server, and never the raw ones', {
    timeout: 180_000,
  }, async () => {
    const rules =
      '[privacy]\ntitles = true\n\n[[privacy.rules]]\ntitle = "xylophone"\naction = "redact"\n\n[[privacy.rules]]\ntitle = "mangrove"\naction = "drop"\n\n[[privacy.rules]]\ntitle = "quokka"\naction = "hash"\n'
    const shown = [...secrets.map(([, title]) => title), ...honest.slice(1)]
    const { bytes, log, serverFolder } = await record(rules, shown)
    const words = [...secrets.map(([secret]) => secret), 'Xylophone', 'Mangrove', 'Quokka']
    expect(bytes.flatMap((each) => findIn(each, words))).toEqual([])
    const titles = titlesOf(log)
    expect(titles).toEqual(expect.arrayContaining([...secrets.map(([, , kept]) => kept), '[private]', 'Jabuticaba']))
    expect(titles.some((title) => /^#[0-9a-f]{16}$/.test(title))).toBe(true)
    await until(async () => {
      const kept = filesIn(serverFolder).flatMap((each) => findIn(each, ['Jabuticaba', 'Inbox of [e-mail]']))
      expect(new Set(kept).size).toBe(2)
    })
  })
})
