import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, hasDesktop, openDesktop, until } from '../support/desktop.ts'
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

describe.skipIf(!hasDesktop())('titles of windows', () => {
  let desktop: Desktop
  let serverFolder: string
  let server: ReturnType<typeof startProgram>
  let url: string
  beforeAll(async () => {
    desktop = await openDesktop()
    await desktop.openWindow('browser')
    serverFolder = newFolder()
    server = startProgram(['serve', '--data-dir', serverFolder], cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0' }))
    url = await new Promise<string>((resolve) => {
      server.stderr?.on('data', (chunk) => {
        const [, found] = /"url":"(http:[^"]+)"/.exec(String(chunk)) ?? []
        if (found) resolve(found)
      })
    })
    await untilAnswers(`${url}/readyz`)
  }, 60_000)
  afterAll(async () => {
    server?.kill('SIGKILL')
    await desktop?.kill()
  })

  /** The real agent, enrolled, sees all titles come and go; afterwards everything that it and the server keep. */
  async function record(settings: string, titles: readonly string[]) {
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
      await sleep(6_000)
    }
    const whileItRuns = filesIn(folder)
    await recording.stop()
    const log = await recording.readSpans()
    const said = Buffer.from(recording.said())
    return {
      bytes: [...whileItRuns, ...filesIn(folder), ...filesIn(serverFolder), said, Buffer.from(JSON.stringify(log))],
      log,
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
    const { bytes, log } = await record('', shown)
    expect(log.some(({ source, app }) => source === 'window' && app === desktop.keyOf('browser'))).toBe(true)
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
    const { bytes, log } = await record(rules, shown)
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
