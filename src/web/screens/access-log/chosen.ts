import { useAddress } from '../../data/param.ts'

/** What of the log is shown. */
export interface Chosen {
  /** Whose data: a user's id. */
  readonly about?: string
  /** Who opened it, as the log names them. */
  readonly actor?: string
  readonly what?: string
}

const fits = {
  about: /^[\w-]{1,100}$/,
  actor: /^.{1,200}$/,
  what: /^.{1,40}$/,
} as const satisfies Record<keyof Chosen, RegExp>

/** Of an address only what can be looked for: the rest of it is as if nothing was chosen. */
export const toChosen = (address: Readonly<Record<string, string>>): Chosen =>
  Object.fromEntries(
    Object.entries(fits).flatMap(([name, pattern]) => {
      const given = address[name]
      return given !== undefined && pattern.test(given) ? [[name, given]] : []
    }),
  )

export const useChosen = (): Chosen => toChosen(useAddress())
