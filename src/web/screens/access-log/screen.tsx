import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { toLabel } from '../../../core/view/label.ts'
import { planCall, query } from '../../../protocol/client.ts'
import { accessLog, accessLogFile } from '../../../protocol/member-data.ts'
import { members, org as orgEndpoint } from '../../../protocol/orgs.ts'
import { type AccessEntry, kindOf } from '../../accesses/access.ts'
import { AccessTable } from '../../accesses/access-table.tsx'
import { useAccesses } from '../../accesses/use-accesses.ts'
import { formatKept } from '../../data/kept-for.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Hero } from '../../ui/figures.tsx'
import { FileLink } from '../../ui/file-link.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { Typed } from '../../ui/typed.tsx'
import { accessLogWords } from '../../words/access-log.ts'
import { accessWords } from '../../words/accesses.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { useChosen } from './chosen.ts'
import { Filters } from './filters.tsx'
import type { Somebody } from './somebody.ts'

/** As many as the server gives at once. */
const page = 200

/** Who opened whose data in the organisation, and why. */
export function Screen() {
  const words = useWords(accessLogWords)
  const { org } = useSelf()
  const { data: known } = useQuery(query(members, { org: org.id }))
  return (
    <>
      <ScreenHead title={words.title} />
      <div className="mt-8">{known ? <Log people={known.members} /> : <ScreenSkeleton />}</div>
    </>
  )
}

function Log({ people }: { readonly people: readonly Somebody[] }) {
  const words = useWords(accessLogWords)
  const access = useWords(accessWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { retention } = useSuspenseQuery(query(orgEndpoint, { org: org.id })).data
  const asked = useChosen()
  const accesses = useAccesses(accessLog, { org: org.id, ...asked }, page)
  const names = new Map(people.map(({ id, name }) => [id, toLabel(name, 80)]))
  const whose = ({ about }: AccessEntry) => (about === null ? access.organisation : names.get(about) || access.erased)
  const isChosen = Object.keys(asked).length > 0
  const { entries, total } = accesses
  if (!entries) return <ScreenSkeleton />
  if (!isChosen && total === 0)
    return (
      <div className="py-2">
        <Empty title={words.none}>{words.noneHint}</Empty>
      </div>
    )
  const kept = formatKept(retention.accessMs, locale)
  return (
    <>
      <div className="pb-8" aria-live="polite">
        <Hero
          figure={counted(locale, total, words.time, words.times)}
          label={isChosen ? words.heroChosen(total) : words.hero(kept)}
        />
      </div>
      <Section
        title={words.listTitle}
        caption={words.caption}
        beside={
          <FileLink href={planCall(accessLogFile, { org: org.id, ...asked }).url} className="no-print">
            {words.csv}
          </FileLink>
        }
      >
        <Filters people={people} chosen={asked} kindOf={(kind) => kindOf(kind, access)} />
        {entries.length > 0 ? (
          <AccessTable label={words.listTitle} accesses={accesses} whose={whose} />
        ) : (
          <Empty title={words.noneFits}>
            <ScreenLink to="accessLog">{words.all}</ScreenLink>
          </Empty>
        )}
        <Says quiet>
          <Typed>{words.kept(kept)}</Typed>
        </Says>
      </Section>
    </>
  )
}
