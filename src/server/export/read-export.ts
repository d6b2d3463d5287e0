import { and, eq, inArray } from 'drizzle-orm'
import { getOrg, getUser, isDemo } from '../store/people.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { exported } from './exported.ts'
import type { Row } from './row.ts'

/** What an export says of itself. */
export interface ExportHead {
  readonly version: 1
  /** Epoch milliseconds, as all instants in it. */
  readonly exportedAt: number
  readonly organisation: string
  readonly person: string
  /** Where all of it is made up. */
  readonly demo?: true
}

/** Rows of one table. */
export interface ExportPage {
  readonly table: string
  readonly rows: readonly Row[]
}

/** @throws AppError `not_found` if there is no such person or organisation */
export async function readExportHead(store: Store, { orgId, userId }: PersonKey, now: number): Promise<ExportHead> {
  const { name: organisation } = await getOrg(store, orgId)
  const { name: person } = await getUser(store, userId)
  const demo = await isDemo(store, orgId)
  return { version: 1, exportedAt: now, organisation, person, ...(demo && { demo }) }
}

/** All that is stored of a person in an organisation, page by page; the pages of a table follow one another. */
export async function* readExport(store: Store, person: PersonKey): AsyncGenerator<ExportPage> {
  const toNamed = createNaming(store, person.orgId)
  for (const [table, reader] of Object.entries(exported)) {
    if (typeof reader !== 'function') continue
    for await (const rows of reader(store, person)) yield { table, rows: await toNamed(rows) }
  }
}

/** Names the app of each row instead of its number, which means something to the database only. */
function createNaming({ db, t: { subjects: s } }: Store, orgId: number) {
  const known = new Map<number, { readonly app: string; readonly appName: string }>()
  const learn = async (ids: readonly number[]) => {
    const rows = await db
      .select()
      .from(s)
      .where(and(eq(s.orgId, orgId), inArray(s.id, [...ids])))
    for (const { id, key, name } of rows) known.set(id, { app: key, appName: name })
  }
  return async (rows: readonly Row[]): Promise<Row[]> => {
    const ids = rows.map(({ subjectId }) => subjectId).filter((id) => typeof id === 'number')
    const missing = [...new Set(ids)].filter((id) => !known.has(id))
    if (missing.length > 0) await learn(missing)
    return rows.map(({ orgId: _, subjectId, ...row }) =>
      subjectId === undefined ? row : { ...(known.get(subjectId as number) ?? { app: null, appName: null }), ...row },
    )
  }
}
