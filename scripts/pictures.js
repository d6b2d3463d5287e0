// npm run pictures: what people see, from a demo store, as PNG in docs/pictures. Needs Chromium at /usr/bin/chromium.
import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const outdir = '.cache/pictures'
rmSync(outdir, { recursive: true, force: true })
mkdirSync(outdir, { recursive: true })
mkdirSync('docs/pictures', { recursive: true })
await build({
  entryPoints: ['tests/support/pictures/make.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
})
const { makePictures } = await import(pathToFileURL(resolve(outdir, 'make.mjs')).href)
await makePictures(resolve('docs/pictures'), resolve(outdir))
