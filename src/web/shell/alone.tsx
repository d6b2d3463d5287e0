import { isAtLeast } from '../../core/access.ts'
import { useSelf } from '../data/self.ts'
import { ScreenLink } from '../ui/link.tsx'
import { Typed } from '../ui/typed.tsx'
import { aloneWords } from '../words/alone.ts'
import { useWords } from '../words/words.ts'
import { ScreenHead } from './head.tsx'

/** In the place of a screen about several people, where there is one. */
export function Alone() {
  const words = useWords(aloneWords)
  return (
    <>
      <ScreenHead title={words.title} />
      <div className="max-w-(--measure) py-6">
        <p className="mb-4">{words.says}</p>
        <HowOthersJoin />
        <p className="mt-4">
          <ScreenLink to="overview">{words.toOverview}</ScreenLink>
        </p>
      </div>
    </>
  )
}

/** How somebody else comes in, for who may invite: at the screen of people, or in the terminal of the server. */
export function HowOthersJoin() {
  const words = useWords(aloneWords)
  const { org } = useSelf()
  // Of made-up people nobody real is one.
  if (!isAtLeast(org.role, 'admin') || org.demo) return null
  return (
    <>
      <p>
        <ScreenLink to="people" search={{ invite: '1' }}>
          {words.invite}
        </ScreenLink>
      </p>
      <p className="mt-2 max-w-(--measure) text-note text-ink-2">
        <Typed>{words.terminal}</Typed>
      </p>
    </>
  )
}
