// Builds dist/: one entry for the command line and one for the thread of the jobs, every command its own chunk, native packages left
// outside; and dist/web, what a browser gets.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildWeb } from './build-web.js'

const web = buildWeb()

const { metafile } = await build({
  metafile: true,
  entryPoints: [
    { in: 'src/cli/main.ts', out: 'main' },
    { in: 'src/server/jobs/worker/jobs-worker.ts', out: 'jobs-worker' },
  ],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  // A running agent keeps its source in memory. Names stay, for what is logged of a bug.
  minifyWhitespace: true,
  minifySyntax: true,
  external: ['better-sqlite3', '@resvg/resvg-js', 'koffi', '@node-rs/argon2'],
  // CommonJS packages inside an ES module bundle still call require for Node's own modules.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  logLevel: 'warning',
})

// Only now, so that a program that runs meanwhile finds its chunks until the new ones are there.
await web
const made = new Set([...Object.keys(metafile.outputs), 'dist/web'])
for (const name of existsSync('dist') ? readdirSync('dist') : [])
  if (!made.has(`dist/${name}`)) rmSync(join('dist', name), { recursive: true })
