// npm run bench [-- name …]: every measurement beside its floor, from the same run. A bench is a file of this folder that
// exports an async function with the file's name in camelCase; see bench/README.md for what each floor is.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const asked = process.argv.slice(2)
const names = readdirSync('bench')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'bench-row.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(64)
}

const outdir = '.cache/bench'
rmSync(outdir, { recursive: true, force: true })
mkdirSync(outdir, { recursive: true })
await build({
  entryPoints: names.filter((name) => asked.length === 0 || asked.includes(name)).map((name) => `bench/${name}.ts`),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
})

console.log(`Node ${process.versions.node}, ${process.platform}-${process.arch}, ${new Date().toISOString()}`)
for (const name of names.filter((each) => asked.length === 0 || asked.includes(each))) {
  const camelCase = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
  const run = (await import(pathToFileURL(resolve(outdir, `${name}.mjs`)).href))[camelCase]
  // What only helps other benches has no function of its own name.
  if (!run) continue
  const start = Date.now()
  const rows = await run()
  console.log(`\n${name} (${Math.round((Date.now() - start) / 1000)} s)`)
  printTable([['what', 'ours min/median/max', 'floor min/median/max', 'ratio', 'goal', ''], ...rows.map(toCells)])
}

function toCells({ name, unit, ours, floor, floorName, goal, lowerIsBetter }) {
  const ratio = median(ours) / median(floor)
  return [
    name,
    `${range(ours)} ${unit}`,
    floor.length > 0 ? `${range(floor)} ${unit} (${floorName})` : floorName,
    floor.length > 0 ? ratio.toFixed(2) : '-',
    goal,
    verdict(goal, ratio, median(ours), lowerIsBetter),
  ]
}

/** A goal begins with its figure: `≤ 1.7 ×` or `≥ 80 %` of the ratio, `≤ 10 ms` of ours. */
function verdict(goal, ratio, ours, lowerIsBetter) {
  const [, number, percent, times] = /(\d+(?:\.\d+)?)\s*(?:(%)|(×))?/.exec(goal) ?? []
  const figure = percent || times ? ratio : ours
  if (!number || !Number.isFinite(figure)) return ''
  const limit = Number(number) / (percent ? 100 : 1)
  return (lowerIsBetter ? figure <= limit : figure >= limit) ? 'reached' : 'NOT REACHED'
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

function range(values) {
  return [Math.min(...values), median(values), Math.max(...values)].map(short).join('/')
}

function short(value) {
  return value >= 1000 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString()
}

function printTable(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  for (const row of rows)
    console.log(
      `  ${row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd()}`,
    )
}
