import { z } from 'zod'
import { orgReportSchema } from './org-report-schema.ts'
import { reportSchema } from './report-schema.ts'

/** Any frozen report, told apart by its `kind`. */
export const frozenReportSchema = z.discriminatedUnion('kind', [reportSchema, orgReportSchema])

/** The same as a JSON Schema, for whoever reads reports with other tools. */
export const reportJsonSchema = (): object =>
  z.toJSONSchema(frozenReportSchema, { io: 'output', unrepresentable: 'any', reused: 'inline' })

interface Node {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly additionalProperties?: Node | boolean
}

/** A table in Markdown of every field of both kinds, as the schemas describe them. */
export function toFieldTables(): string {
  const sections = [reportSchema, orgReportSchema].map((schema) => {
    const { title } = schema.meta() ?? {}
    const node = z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' }) as Node
    const rows = join(toFields(node, '')).map(({ place, kinds, meanings }) => {
      return `| \`${place}\` | ${kinds.join(', ')} | ${meanings.join('; ')} |`
    })
    return `### ${title}\n\n| field | is | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return sections.join('\n')
}

interface Field {
  readonly place: string
  readonly kinds: readonly string[]
  readonly meanings: readonly string[]
}

function toFields(node: Node, path: string): Field[] {
  const required = new Set(node.required)
  return Object.entries(node.properties ?? {}).flatMap(([name, field]) => {
    const place = `${path}${name}`
    const absent = required.has(name) ? [] : ['may be absent']
    return [{ place, kinds: [toKind(field), ...absent], meanings: [field.description ?? ''] }, ...toInner(field, place)]
  })
}

const toInner = (field: Node, place: string): Field[] =>
  [field, ...branchesOf(field)].flatMap((each) => [
    ...toFields(each, `${place}.`),
    ...(each.items ? toInner(each.items, `${place}[]`) : []),
  ])

/** What may be one of several things has a field of a name once, with all that it may be. */
function join(fields: readonly Field[]): Field[] {
  const byPlace = new Map<string, Field>()
  for (const { place, kinds, meanings } of fields) {
    const known = byPlace.get(place)
    const both = (a: readonly string[] | undefined, b: readonly string[]) => [...new Set([...(a ?? []), ...b])]
    byPlace.set(place, { place, kinds: both(known?.kinds, kinds), meanings: both(known?.meanings, meanings) })
  }
  return [...byPlace.values()]
}

const branchesOf = ({ anyOf, oneOf }: Node): readonly Node[] => anyOf ?? oneOf ?? []

function toKind(field: Node): string {
  const branches = branchesOf(field)
  if (branches.length > 0) return [...new Set(branches.map(toKind))].join(' or ')
  if (field.const !== undefined) return `\`${field.const}\``
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ')
  if (field.type === 'array') return field.items ? `list of ${toKind(field.items)}` : 'list'
  return [field.type ?? 'any'].flat().join(' or ')
}
