import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode } from 'react'
import { toLabel } from '../../core/view/label.ts'
import { query } from '../../protocol/client.ts'
import { members } from '../../protocol/orgs.ts'
import { useAddress } from '../data/param.ts'
import { useReason } from '../data/reasons.ts'
import { useSelf } from '../data/self.ts'
import { useWhose } from '../data/usage.ts'
import { ScreenLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { ScreenHead } from './head.tsx'

/** Needed seldom, and then after the first screen. */
const Look = lazy(async () => ({ default: (await import('../screens/people/look.tsx')).Look }))

/**
 * Lets nobody open what is somebody else's by an address alone: the reason that the person reads is typed by who opens it, or an
 * address that somebody sent would open figures in the name of who follows it.
 */
export function Given({ children }: { readonly children: ReactNode }) {
  const { person } = useAddress()
  return person === undefined ? children : <GivenFor person={person}>{children}</GivenFor>
}

function GivenFor({ person, children }: { readonly person: string; readonly children: ReactNode }) {
  const words = useWords(shellWords)
  const { given, proposed, give } = useReason(person, 'reason')
  const name = useNameOf(person)
  if (given !== undefined || proposed === undefined) return children
  return (
    <>
      <ScreenHead title={words.openTheirs} />
      <div className="max-w-(--measure) py-6">
        <Look person={person} name={name} proposed={proposed} onGiven={give} />
      </div>
    </>
  )
}

function useNameOf(person: string | undefined): string {
  const words = useWords(shellWords)
  const { org } = useSelf()
  const { data } = useQuery({ ...query(members, { org: org.id }), enabled: person !== undefined, throwOnError: false })
  return toLabel(data?.members.find(({ id }) => id === person)?.name ?? '', 60) || words.somebody
}

/** Whose figures one looks at, where they are somebody else's: said before any of them, on every screen. */
export function Whose() {
  const words = useWords(shellWords)
  const whose = useWhose()
  const name = useNameOf(whose?.person)
  if (!whose) return null
  return (
    <Notice tone="look">
      {words.looking({ name, reason: toLabel(whose.reason, 200) })}{' '}
      <ScreenLink to="overview" search={{ person: undefined, reason: undefined }}>
        {words.toOwn}
      </ScreenLink>
    </Notice>
  )
}
