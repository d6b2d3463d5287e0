import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { newFolder } from './program.ts'

/** Makes a script of ours that Node runs by itself, on every version that we support. */
export async function bundleChild(entry: string): Promise<string> {
  const folder = newFolder()
  const outfile = join(folder, 'child.mjs')
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  return outfile
}
