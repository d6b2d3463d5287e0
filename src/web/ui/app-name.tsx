import { type Named, toTails } from '../../core/view/namesakes.ts'
import { appName } from '../data/names.ts'

interface AppNameProps {
  readonly app: Named
  /** The list in which it stands. */
  readonly among: readonly Named[]
}

const known = new WeakMap<readonly Named[], ReturnType<typeof toTails>>()

/** Once for a list, not once for each of its rows. */
function tailsOf(among: readonly Named[]) {
  const tails = known.get(among) ?? toTails(among)
  known.set(among, tails)
  return tails
}

/** An app by its name; beside namesakes in the same list also where it lies. */
export function AppName({ app, among }: AppNameProps) {
  const tail = tailsOf(among).get(app.key)
  return (
    <>
      <bdi>{appName(app)}</bdi>
      {tail !== undefined && (
        <>
          {' '}
          <bdi className="ml-1 inline-block max-w-full text-label text-ink-3">{tail}</bdi>
        </>
      )}
    </>
  )
}
