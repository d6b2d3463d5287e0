import type { WatchedSource } from '../../core/clocks.ts'
import type { Cases, Check, Code } from '../doctor/cases.ts'

/** What is so, and what to do about it where something is wrong or missing. */
export type Saying = readonly [message: string, fix?: string]

/** Figures and instants as a language writes them. */
export interface Forms {
  bytes(bytes: number): string
  duration(ms: number): string
  instant(at: number): string
  watched(sources: readonly WatchedSource[]): string
}

/** What `doctor` says, in one language. */
export interface DoctorWords {
  readonly names: Readonly<Record<Check, string>>
  readonly sayings: { readonly [C in Code]: (values: Cases[C], forms: Forms) => Saying }
}
