import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isDynamicEntry?: boolean
}

const folder = 'dist/web'

/** A chunk and all that it loads at once. */
function withImports(chunks: Readonly<Record<string, Chunk>>, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const inner of chunks[name]!.imports ?? []) withImports(chunks, inner, found)
  return found
}

it('loads at most 180 kB of scripts, packed, for the first screen, and other screens when somebody goes there', () => {
  const chunks: Record<string, Chunk> = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'))
  const first = withImports(chunks, 'index.html')
  withImports(chunks, 'screens/overview/screen.tsx', first)
  const packed = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${chunks[name]!.file}`)).length, 0)
  const bytes = packed(first)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(180_000)
  const screens = Object.keys(chunks).filter((name) => /^screens\/.*screen\.tsx$/.test(name))
  expect(screens.filter((name) => !chunks[name]!.isDynamicEntry)).toEqual([])
  const more = screens.map((name): [string, number] => {
    const own = [...withImports(chunks, name)].filter((one) => !first.has(one))
    return [name.split('/')[1]!, Math.round(packed(own) / 1_000)]
  })
  console.table({ 'first screen': Math.round(bytes / 1_000), ...Object.fromEntries(more) })
})
