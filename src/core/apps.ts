/** A program as a person knows it. */
export interface App {
  /** Stable within an organisation: a desktop entry's id (`firefox.desktop`), or the executable's path with the home folder as `~`. */
  readonly key: string
  /** What a person reads: `Firefox`, or the executable's own name. */
  readonly name: string
}

/** CPU time that the kernel counted and no app can be given: shown beside the apps, never hidden in one of them. */
export const unattributed: App = { key: '~unattributed', name: 'Not attributed' }
