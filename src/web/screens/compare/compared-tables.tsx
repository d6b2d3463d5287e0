import { columnOfDurations } from '../../../core/format.ts'
import { hourMs, minuteMs } from '../../../core/time.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { myComparison } from '../../../protocol/usage.ts'
import { categoryName } from '../../data/names.ts'
import { AppName } from '../../ui/app-name.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { compareWords } from '../../words/compare.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { type Line, Lines, type Names } from './lines.tsx'
import { parted, sumOf } from './sums.ts'

/** Two periods, as the server answers. */
export type Comparison = OutputOf<typeof myComparison>

interface Props {
  readonly comparison: Comparison
  readonly names: Names
}

/** Categories and apps, each in both periods and how much more or less. */
export function ComparedTables({ comparison, names }: Props) {
  const words = useWords(compareWords)
  const locale = useLocale()
  const categories = comparison.categories
    .map(
      (one): Line => ({
        ...{ id: String(one.id), a: msOf(comparison, one.a), b: msOf(comparison, one.b), changeMs: one.changeMs },
        name: categoryName(one, locale) ?? words.uncategorised,
      }),
    )
    .filter(({ a, b }) => a > 0 || b > 0)
  return (
    <>
      <Section title={words.categories} caption={words.categoriesCaption}>
        <Lines label={words.categories} head={words.category} names={names} lines={categories} />
      </Section>
      <Section title={words.apps} caption={words.appsCaption}>
        <Lines label={words.apps} head={words.app} names={names} lines={useAppLines(comparison)} total />
      </Section>
    </>
  )
}

const msOf = (
  { of }: Comparison,
  { activeMs, cpuMs }: { readonly activeMs: number | null; readonly cpuMs: number },
): number => (of === 'active' ? (activeMs ?? 0) : cpuMs)

/** Each app, what is too short to be told in one line, and what belongs to none. */
function useAppLines(comparison: Comparison): Line[] {
  const words = useWords(compareWords)
  const locale = useLocale()
  const { rest } = comparison
  const apps = comparison.apps.map(
    (app): Line => ({
      ...{ id: app.key, a: msOf(comparison, app.a), b: msOf(comparison, app.b), changeMs: app.changeMs },
      name: (
        <ScreenLink to="app" search={{ app: app.key }} className="quiet-link">
          <AppName app={app} among={comparison.apps} />
        </ScreenLink>
      ),
    }),
  )
  const { shown, slight, unit } = parted(apps, rest)
  const toRest = (id: string, name: string, times: typeof rest): Line => ({
    ...{ id, ...times, name: <span className="font-normal">{name}</span> },
  })
  const count = counted(locale, slight.length, words.slightApp, words.slightApps)
  const under = columnOfDurations(unit === minuteMs ? hourMs : minuteMs, locale)(1)
  return [
    ...shown,
    ...(slight.length > 0 ? [toRest('slight', words.slight({ count, under }), sumOf(slight))] : []),
    ...(rest.a !== 0 || rest.b !== 0 ? [toRest('rest', words.rest, rest)] : []),
  ]
}
