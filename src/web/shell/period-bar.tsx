import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { type Range, type RangeUnit, rangeAround } from '../../core/ranges.ts'
import { screens } from '../../protocol/screens.ts'
import { useParam } from '../data/param.ts'
import { formatRangeName, rangeWords, useRange } from '../data/range.ts'
import { useSelf } from '../data/self.ts'
import { useToday } from '../data/today.ts'
import { Segments } from '../ui/tabs.tsx'
import { useLocale, useWords } from '../words/words.ts'
import { ScreenHead } from './head.tsx'
import { type Shortcut, useShortcuts } from './shortcuts.ts'

interface PeriodHeadProps {
  /** The name of the screen, for the tab, where it is not the period that one sees first. */
  readonly screen?: string
  /** Of which length periods are offered. */
  readonly units?: readonly RangeUnit[]
  readonly usual?: RangeUnit
  readonly beside?: ReactNode
}

/** The top of a screen that is about a period: the one shown, the ones beside it, by buttons and by `[` and `]`. */
export function PeriodHead({ screen, units = [], usual = 'month', beside }: PeriodHeadProps) {
  const words = useWords(rangeWords)
  const locale = useLocale()
  const today = useToday()
  const { weekStart } = useSelf()
  const { range, before, after, present } = useRange(usual)
  const [, go] = useParam('period', undefined, 'step')
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const keys = useMemo<readonly Shortcut[]>(
    () => [
      { keys: '[', says: words.earlier, run: () => go(before.name) },
      { keys: ']', says: words.later, run: () => after && go(after.name) },
      { keys: '.', says: words.toPresent, run: () => go(undefined) },
    ],
    [words, before.name, after, go],
  )
  useShortcuts(keys)
  const title = formatRangeName(range, locale)
  /** A longer or shorter stretch around the same days, or around today where it is among them. */
  const change = (unit: RangeUnit) => {
    const period = rangeAround(present ? today : range.first, unit, weekStart).name
    const to = screenOf(unit, pathname)
    if (to === pathname) go(period)
    else void navigate({ to, search: (old: Record<string, unknown>) => ({ ...old, period }) } as never)
  }
  return (
    <ScreenHead
      title={screen === undefined ? title : `${screen} · ${title}`}
      shown={title}
      before={<Step to={before} says={words.earlier} sign="‹" />}
      after={<Step to={after} says={words.later} sign="›" />}
      beside={
        <>
          {units.length > 1 && (
            <UnitChoice label={words.unit} units={units} names={words.units} unit={range.unit} onChange={change} />
          )}
          {beside}
        </>
      }
    />
  )
}

/** A day has a screen of its own; what is longer than a day, the overview. */
function screenOf(unit: RangeUnit, pathname: string): string {
  if (pathname !== screens.overview.path && pathname !== screens.day.path) return pathname
  return unit === 'day' ? screens.day.path : screens.overview.path
}

interface UnitChoiceProps {
  readonly label: string
  readonly units: readonly RangeUnit[]
  readonly names: Readonly<Record<RangeUnit, string>>
  readonly unit: RangeUnit
  onChange(unit: RangeUnit): void
}

const UnitChoice = ({ label, units, names, unit, onChange }: UnitChoiceProps) => (
  <Segments
    label={label}
    options={units.map((one) => ({ value: one, text: names[one] }))}
    value={unit}
    onChange={onChange}
  />
)

function Step({ to, says, sign }: { readonly to: Range | undefined; readonly says: string; readonly sign: string }) {
  const navigate = useNavigate()
  const locale = useLocale()
  return (
    <button
      type="button"
      className="no-print control border-rule px-4 py-[9px] text-ink-2 hover:text-ink disabled:opacity-40 sm:px-[10px] sm:py-[6px]"
      disabled={!to}
      aria-label={to ? formatRangeName(to, locale) : says}
      onClick={() =>
        void navigate({
          to: '.',
          search: (old: Record<string, unknown>) => ({ ...old, period: to?.name }),
          resetScroll: false,
        } as never)
      }
    >
      {sign}
    </button>
  )
}
