import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../core/errors.ts'

/** One file of the web, as it goes out. */
export interface WebFile {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** How files lie there packed beforehand, the smallest first. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const

/** The built web, wherever this code was bundled to; undefined where nobody built it. */
function findFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const web = join(folder, 'dist', 'web')
    if (existsSync(join(web, 'index.html'))) return web
    if (folder === dirname(folder)) return undefined
  }
}

export interface WebFiles {
  /**
   * A file of the build by its name, `index.html` or `assets/….js`, packed as the caller takes it.
   * @throws AppError `not_found` for what is no file of the build, `unavailable` where there is no build
   */
  read(name: string, accepts: string): Promise<WebFile>
}

/** The files of the web. Only what was there when the first was asked for is given out: no name leads to another folder. */
export function createWebFiles(): WebFiles {
  let known: { readonly folder: string; readonly names: ReadonlySet<string> } | undefined
  const open = () => {
    const folder = findFolder()
    if (!folder) throw new AppError('unavailable', 'the web was not built; run npm run build')
    return { folder, names: namesIn(folder) }
  }
  return {
    read: async (name, accepts) => {
      // A build that came while the server runs has other names.
      if (!known?.names.has(name)) known = open()
      const { folder, names } = known
      if (!names.has(name) || /\.(br|gz)$/.test(name))
        throw new AppError('not_found', 'there is nothing at this address')
      const packed = encodings.find((one) => takes(accepts, one.name) && names.has(name + one.suffix))
      const body = await readFile(join(folder, name + (packed?.suffix ?? '')))
      return {
        body,
        headers: {
          'content-type': types[extname(name)] ?? 'application/octet-stream',
          vary: 'accept-encoding',
          ...(packed && { 'content-encoding': packed.name }),
        },
      }
    },
  }
}

const namesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      ),
  )

/** Whether a browser says that it unpacks it. */
const takes = (accepts: string, name: string): boolean =>
  accepts.split(',').some((one) => {
    const [coding, weight = ''] = one.trim().split(';')
    return coding === name && !/^\s*q=0(\.0*)?$/.test(weight)
  })
