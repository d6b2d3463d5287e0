import { createHash } from 'node:crypto'
import type { MovedTable } from './table.ts'

/** What a table holds, whatever the order of its rows. */
export interface TableSum {
  readonly rows: number
  /** 24 hexadecimal digits. */
  readonly sum: string
}

export interface Summing {
  /** @param row values in the order of the table's columns, as either database's driver gives them */
  add(row: readonly unknown[]): void
  end(): TableSum
}

const modulus = 2 ** 48

/** Adds up a hash of each row: two tables with the same sum hold the same rows, in any order. */
export function sumRows({ columns }: MovedTable): Summing {
  let rows = 0
  let [high, low] = [0, 0]
  return {
    add: (row) => {
      const text = columns.map(({ type }, i) => toCanonical(type, row[i])).join('\n')
      const hash = createHash('sha256').update(text).digest()
      high = (high + hash.readUIntBE(0, 6)) % modulus
      low = (low + hash.readUIntBE(6, 6)) % modulus
      rows++
    },
    end: () => ({ rows, sum: [high, low].map((half) => half.toString(16).padStart(12, '0')).join('') }),
  }
}

/** One text for what is the same value in both databases; strings are in quotes, so that null is none of them. */
function toCanonical(type: string, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (type === 'jsonb') return toStable(typeof value === 'string' ? JSON.parse(value) : value)
  if (type === 'boolean') return value === true || value === 1 ? '1' : '0'
  return type === 'text' ? JSON.stringify(value) : String(value)
}

/** JSON with its keys in order: PostgreSQL keeps another order than the writer's. */
function toStable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toStable).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${toStable(each)}`).join()}}`
}
