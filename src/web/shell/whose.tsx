import { useQuery } from '@tanstack/react-query'
import { toLabel } from '../../core/view/label.ts'
import { query } from '../../protocol/client.ts'
import { members } from '../../protocol/orgs.ts'
import { useSelf } from '../data/self.ts'
import { useWhose } from '../data/usage.ts'
import { ScreenLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

/** Whose figures one looks at, where they are somebody else's: said before any of them, on every screen. */
export function Whose() {
  const words = useWords(shellWords)
  const { org } = useSelf()
  const whose = useWhose()
  const { data } = useQuery({ ...query(members, { org: org.id }), enabled: whose !== undefined, throwOnError: false })
  if (!whose) return null
  const name = data?.members.find(({ id }) => id === whose.person)?.name ?? ''
  return (
    <Notice tone="look">
      {words.looking({ name: toLabel(name, 60) || words.somebody, reason: toLabel(whose.reason, 200) })}{' '}
      <ScreenLink to="overview" search={{ person: undefined, reason: undefined }}>
        {words.toOwn}
      </ScreenLink>
    </Notice>
  )
}
