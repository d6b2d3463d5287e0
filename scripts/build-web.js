// Builds dist/web: what a browser gets, each file also packed beforehand, for a server packs nothing while somebody waits.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const folder = 'dist/web'
const [pack, zip] = [promisify(brotliCompress), promisify(gzip)]

export async function buildWeb() {
  // Whoever runs the tests has set it to theirs; what people get is the same.
  process.env.NODE_ENV = 'production'
  const { default: config } = await import('./vite.config.js')
  const { output } = await build({ ...config, logLevel: 'warn' })
  const made = new Set(output.map(({ fileName }) => fileName))
  const packed = await Promise.all([...made].map(packFile))
  // Only now: a page that is open meanwhile still finds what it has not loaded yet, until the new files are there.
  const kept = new Set([...made, ...packed.flat()])
  for (const name of filesIn(folder)) if (!kept.has(name)) rmSync(join(folder, name))
}

const filesIn = (path) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(path, name)).isFile())
        .map((name) => name.replaceAll('\\', '/'))
    : []

/** @returns the names of the packed files */
async function packFile(name) {
  const bytes = readFileSync(join(folder, name))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [br, gz] = await Promise.all([pack(bytes, { params }), zip(bytes, { level: 9 })])
  writeFileSync(join(folder, `${name}.br`), br)
  writeFileSync(join(folder, `${name}.gz`), gz)
  return [`${name}.br`, `${name}.gz`]
}
