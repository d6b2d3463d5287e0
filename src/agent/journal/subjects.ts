import type { App } from '../../core/apps.ts'
import type { JournalDb } from './open.ts'

/** Far more than run at once. */
const mostSubjects = 4_096

/** Numbers of apps, made when they are first asked for. */
export function createSubjects(db: JournalDb) {
  const find = db.prepare<[string], { id: number; name: string }>(
    "select id, name from subjects where kind = 'app' and key = ?",
  )
  const add = db.prepare("insert into subjects (kind, key, name) values ('app', ?, ?)")
  const rename = db.prepare('update subjects set name = ? where id = ?')
  /** By key, as they are in the file: every tick asks for nearly all of them. */
  const known = new Map<string, { readonly id: number; readonly name: string }>()
  return {
    idOf: ({ key, name }: App): number => {
      const cached = known.get(key)
      if (cached?.name === name) return cached.id
      const found = find.get(key)
      const id = found?.id ?? Number(add.run(key, name).lastInsertRowid)
      if (found && found.name !== name) rename.run(name, id)
      if (known.size >= mostSubjects) known.clear()
      known.set(key, { id, name })
      return id
    },
    /** What a transaction added is gone with it. */
    forget: () => known.clear(),
  }
}
