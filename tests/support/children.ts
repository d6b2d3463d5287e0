import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { newFolder } from './program.ts'

/** Makes a script of ours that Node runs by itself, on every version that we support. */
export async function bundleChild(entry: string): Promise<string> {
  const folder = newFolder()
  const outfile = join(folder, 'child.mjs')
  for (const name of ['node_modules', 'migrations']) symlinkSync(resolve(name), join(folder, name), 'junction')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  return outfile
}
