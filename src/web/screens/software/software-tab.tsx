import { useDeferredValue } from 'react'
import { isAtLeast } from '../../../core/access.ts'
import { formatCount } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OrgSoftwareApp, software } from '../../../protocol/software.ts'
import { useAddress, useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { usePages } from '../../data/use-pages.ts'
import { Hero } from '../../ui/figures.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { More } from '../../ui/more.tsx'
import { Empty } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { counted } from '../../words/count.ts'
import { softwareWords } from '../../words/software.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { AppDetail } from './app-detail.tsx'
import { AppTable } from './app-table.tsx'
import { orders } from './orders.ts'

/** What the address asks for. */
function useAsked() {
  const { q, unused, licence, shows, sort, order } = useAddress()
  return {
    q,
    unused: unused === '30' || unused === '60' || unused === '90' ? unused : undefined,
    licence: licence === 'with' || licence === 'without' ? licence : undefined,
    shows: shows === 'all' ? undefined : shows === 'services' ? shows : 'opened',
    sort: orders.find((one) => one === sort) ?? 'devices',
    order: order === 'asc' || order === 'desc' ? order : undefined,
  } as const
}

/** Every app of the organisation: on how many computers, and whether it is used. */
export function SoftwareTab() {
  const words = useWords(softwareWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { q, ...asked } = useAsked()
  const search = useDeferredValue(q)
  const given = { ...asked, ...(search !== undefined && { search: search.slice(0, 100) }) }
  const found = usePages(software, { org: org.id, ...given }, ({ apps }) => apps.length)
  if (!found) return <ScreenSkeleton />
  const { total, devices } = found.last
  const apps = found.pages.flatMap((page) => page.apps)
  const filtered = [q, asked.unused, asked.licence].some((one) => one !== undefined) || asked.shows !== 'opened'
  const computers = counted(locale, devices, words.computer, words.computers)
  const all = `${words.hero[asked.shows ?? 'all'](total)} ${words.on(computers)}`
  const says = [
    ...(asked.unused ? [words.heroUnused(asked.unused)] : []),
    ...(asked.licence ? [words.heroLicence[asked.licence]] : []),
    ...(q === undefined ? [] : [words.heroCalled(toLabel(q, 60))]),
  ]
  if (total === 0 && !filtered) return <Empty title={words.none}>{words.noneHint}</Empty>
  return (
    <>
      <div className="mb-10" aria-live="polite">
        <Hero figure={formatCount(total, locale)} label={says.length > 0 ? `${all}: ${says.join(', ')}` : all} />
      </div>
      <Section title={words.table} caption={words.caption} beside={<Filters />}>
        {apps.length === 0 ? (
          <Empty title={words.noneFits}>
            <p>{words.noneFitsHint}</p>
            <p className="mt-3">
              <HereLink change={{ q: undefined, unused: undefined, licence: undefined, shows: undefined }}>
                {words.clear}
              </HereLink>
            </p>
          </Empty>
        ) : (
          <AppTable apps={apps} {...asked} />
        )}
        {found.hasMore && <More text={words.more} busy={found.busy} left={total - apps.length} onMore={found.more} />}
        {/* The columns that it is about are left out on phones. */}
        {apps.some(isWithheld) && (
          <div className="hidden sm:block">
            <Says quiet>{words.withheldWhy}</Says>
          </div>
        )}
      </Section>
      <AppDetail known={apps} />
    </>
  )
}

const isWithheld = ({ people, lastUsedOn }: OrgSoftwareApp) => people === 'withheld' || lastUsedOn === 'withheld'

function Filters() {
  const words = useWords(softwareWords)
  const { org } = useSelf()
  const [q = '', setQ] = useParam('q')
  const [unused, setUnused] = useParam('unused', 'any' as string)
  const [licence, setLicence] = useParam('licence', 'any' as string)
  const [shows, setShows] = useParam('shows', 'opened' as string)
  const toOptions = <T extends string>(texts: Readonly<Record<T, string>>) =>
    Object.entries<string>(texts)
      .map(([value, text]) => ({ value, text }))
      .sort((a, b) => Number(b.value === 'any') - Number(a.value === 'any'))
  return (
    <div className="no-print my-1 flex flex-wrap items-center gap-2">
      <BareSelect
        label={words.views}
        value={shows}
        options={(['opened', 'services', 'all'] as const).map((value) => ({ value, text: words.shows[value] }))}
        onChange={setShows}
      />
      <BareSelect label={words.unusedFor} value={unused} options={toOptions(words.unused)} onChange={setUnused} />
      {isAtLeast(org.role, 'admin') && (
        <BareSelect label={words.licence} value={licence} options={toOptions(words.licences)} onChange={setLicence} />
      )}
      <SearchField label={words.filter} value={q} onChange={setQ} />
    </div>
  )
}
