// Fails when the tables in the code are not what the migrations build. Works on a copy: migrations/ is never touched.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './set-up/say.js'

const scratch = '.cache/check-migrations'
let failed = false

for (const dialect of ['sqlite', 'postgres']) {
  const config = `drizzle.${dialect}.config.ts`
  const kept = `migrations/${dialect}`
  const copy = join(scratch, dialect)
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  if (existsSync(kept)) cpSync(kept, copy, { recursive: true })
  const elsewhere = join(scratch, config)
  writeFileSync(elsewhere, `import config from '../../${config}'\nexport default { ...config, out: './${copy}' }\n`)
  const { ok, output } = runProgram(process.execPath, [
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--config',
    elsewhere,
  ])
  const added = readdirSync(copy).filter((file) => file.endsWith('.sql') && !existsSync(join(kept, file)))
  if (!ok) fail(`drizzle-kit failed:\n${output.trimEnd()}`)
  // A question about a renamed column ends drizzle-kit without an answer and without a file, also with success.
  else if (added.length === 0 && !output.includes('No schema changes'))
    fail(`drizzle-kit did not finish:\n${output.trimEnd()}`)
  for (const file of added)
    fail(
      `the schema has changes without a migration; run \`npm run generate\`. Missing:\n${readFileSync(join(copy, file), 'utf8')}`,
    )
  if (!failed) console.log(`${kept}: up to date`)

  function fail(message) {
    failed = true
    console.error(`${kept}: ${message}`)
  }
}
process.exitCode = failed ? 1 : 0
