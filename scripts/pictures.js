// npm run pictures [-- mail | web | web-rules … | wizard]: what people see, from a demo store, as PNG in docs/pictures. Needs Chromium at /usr/bin/chromium.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const outdir = '.cache/pictures'
rmSync(outdir, { recursive: true, force: true })
mkdirSync(outdir, { recursive: true })
mkdirSync('docs/pictures', { recursive: true })
await build({
  entryPoints: ['tests/support/pictures/make.ts', 'tests/support/pictures/web.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
})
const load = (name) => import(pathToFileURL(resolve(outdir, `${name}.mjs`)).href)
const places = [resolve('docs/pictures'), resolve(outdir)]
const wanted = process.argv.slice(2)
const wants = (name) => wanted.length === 0 || wanted.includes(name)
if (wants('mail')) await (await load('make')).makePictures(...places)
const named = wanted.filter((name) => name.startsWith('web-'))
if (wants('web') || named.length > 0) await (await load('web')).makeWebPictures(...places, named)
// A test goes through the set-up anyhow.
if (wants('wizard')) {
  const env = { ...process.env, USAGE_AUDIT_PICTURES: places[0] }
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'tests/browser/set-up.test.ts']
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1
}
