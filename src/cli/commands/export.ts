import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { AppError } from '../../core/errors.ts'
import { toExportCsv, toExportJson } from '../../server/export/forms.ts'
import { type ExportHead, type ExportPage, readExport, readExportHead } from '../../server/export/read-export.ts'
import { rollUp } from '../../server/jobs/roll-up.ts'
import { noteAccess } from '../../server/store/access-log.ts'
import { findPerson, personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { sayWhy } from '../errors.ts'
import { examples } from '../help.ts'
import { localActor } from '../local-actor.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { openServerSide, type ServerSide } from '../server-side.ts'
import { type ExportWords, exportWordsOf } from '../words/export-words.ts'

interface ExportFlags {
  readonly person?: string
  readonly format: 'json' | 'csv'
  readonly out?: string
}

/** `usage-audit export`: what the server on this computer stores of somebody, for that person to read and to carry elsewhere. */
export const exportCommand = (cli: Cli): Command =>
  new Command('export')
    .description('write out all that is stored of a person: one JSON file, or a folder of CSV files')
    .option('--person <who>', 'an e-mail address, a name or an id; default: the owner')
    .addOption(new Option('--format <format>', 'of what is written').choices(['json', 'csv']).default('json'))
    .option('--out <path>', 'a new file, or for csv a new folder; default for json: the terminal')
    .action((flags: ExportFlags) => runExport(cli, flags))
    .addHelpText(
      'after',
      examples(
        'usage-audit export --out ana.json',
        'usage-audit export --person ana@example.org --format csv --out ana',
      ),
    )

async function runExport(cli: Cli, flags: ExportFlags): Promise<void> {
  if (flags.format === 'csv' && flags.out === undefined)
    throw new AppError('usage', 'CSV is a file for each table; name a folder for them with --out', { at: '--out' })
  const server = await openServerSide(cli, await cli.config())
  try {
    await writeExport(cli, server, flags)
  } finally {
    await server.store.close()
  }
}

async function writeExport(cli: Cli, { config, store, owner }: ServerSide, { person, format, out }: ExportFlags) {
  await rollUp(store)
  const who = person === undefined ? owner : await findPerson(store, personalOrg, person)
  const key = { orgId: personalOrg, userId: who.id }
  const words = exportWordsOf(config.reports.locale)
  const counts = new Map<string, number>()
  const to = openTarget(cli, format, out)
  await noteAccess(store, { ...localActor(), orgId: personalOrg, about: who.id, what: 'export', at: cli.now() })
  const pages = counting(readExport(store, key), counts, showProgress(cli, words))
  const head = await readExportHead(store, key, cli.now())
  await to(head, pages)
  if (cli.stderr.isTTY) cli.stderr.write(clearLine)
  if (out === undefined) return
  const rows = [...counts.values()].reduce((sum, n) => sum + n, 0)
  if (cli.json) return cli.printJson({ ...head, out, rows, tables: Object.fromEntries(counts) })
  const count = rows.toLocaleString(config.reports.locale)
  say(cli.stdout, words.written(toSafe(who.name), count, counts.size, toSafe(out)))
}

const clearLine = '\r\u001b[K'

function showProgress({ stderr }: Cli, words: ExportWords): (table: string, rows: number) => void {
  return (table, rows) => void (stderr.isTTY && stderr.write(clearLine + words.reading(table, rows)))
}

async function* counting(
  pages: AsyncIterable<ExportPage>,
  counts: Map<string, number>,
  onPage: (table: string, rows: number) => void,
): AsyncGenerator<ExportPage> {
  for await (const page of pages) {
    counts.set(page.table, (counts.get(page.table) ?? 0) + page.rows.length)
    onPage(page.table, counts.get(page.table)!)
    yield page
  }
}

/** All of somebody's life is in it: nobody else may read it, and nothing is written over. */
function createFile(file: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (cause) {
    throw new AppError('cannot_create', `cannot create ${file}: ${sayWhy(cause)}`, { cause, at: '--out' })
  }
}

type Target = (head: ExportHead, pages: AsyncIterable<ExportPage>) => Promise<void>

/** Whether there is a place to write to is known before anybody's data are opened. */
function openTarget(cli: Cli, format: ExportFlags['format'], out: string | undefined): Target {
  if (format === 'csv') {
    makeFolder(out!)
    return (head, pages) => writeFolder(out!, head, pages)
  }
  const file = out === undefined ? undefined : createFile(out)
  return async (head, pages) => {
    try {
      for await (const piece of toExportJson(head, pages))
        file === undefined ? cli.stdout.write(piece) : writeSync(file, piece)
    } finally {
      if (file !== undefined) closeSync(file)
    }
  }
}

async function writeFolder(folder: string, { demo }: ExportHead, pages: AsyncIterable<ExportPage>): Promise<void> {
  const files = new Map<string, number>()
  try {
    for await (const { table, rows } of pages) {
      const known = files.get(table)
      const file = known ?? createFile(join(folder, `${table}.csv`))
      files.set(table, file)
      writeSync(file, toExportCsv(rows, { head: known === undefined, demo }))
    }
  } finally {
    for (const file of files.values()) closeSync(file)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (readdirSync(folder).length === 0) return
  } catch (cause) {
    throw new AppError('cannot_create', `cannot make ${folder}: ${(cause as Error).message}`, { cause, at: '--out' })
  }
  throw new AppError('cannot_create', `${folder} is not empty; name a new folder`, { at: '--out' })
}
