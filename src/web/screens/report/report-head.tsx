import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { periodName } from '../../../core/view/period-name.ts'
import { screenEntries } from '../../../protocol/screens.ts'
import { toRouterPath } from '../../data/router-path.ts'
import { useSelf } from '../../data/self.ts'
import type { ArchivedEntry } from '../../report/archive.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { type Shortcut, useShortcuts } from '../../shell/shortcuts.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { reportsWords } from '../../words/reports.ts'
import { useWords } from '../../words/words.ts'

interface ReportHeadProps {
  readonly title: string
  readonly earlier: ArchivedEntry | undefined
  readonly later: ArchivedEntry | undefined
}

/** The period, and the reports before and after it, by links and by `[` and `]`. */
export function ReportHead({ title, earlier, later }: ReportHeadProps) {
  const words = useWords(reportsWords)
  const navigate = useNavigate()
  const keys = useMemo<readonly Shortcut[]>(() => {
    const go = (entry: ArchivedEntry | undefined) => {
      const to = toRouterPath(screenEntries.report.path)
      if (entry)
        void navigate({ to, params: { id: entry.id }, search: ({ org }: { org?: string }) => ({ org }) } as never)
    }
    return [
      { keys: '[', says: words.earlier, run: () => go(earlier) },
      { keys: ']', says: words.later, run: () => go(later) },
    ]
  }, [words, earlier, later, navigate])
  useShortcuts(keys)
  return (
    <ScreenHead
      title={title}
      before={<Step to={earlier} says={words.earlier} sign="‹" />}
      after={<Step to={later} says={words.later} sign="›" />}
      beside={<ScreenLink to="reports">{words.all}</ScreenLink>}
    />
  )
}

interface StepProps {
  readonly to: ArchivedEntry | undefined
  readonly says: string
  readonly sign: string
}

const look = 'no-print control border-rule px-4 py-[9px] text-ink-2 no-underline sm:px-[10px] sm:py-[6px]'

function Step({ to, says, sign }: StepProps) {
  const { locale } = useSelf()
  if (!to)
    return (
      <span className={`${look} opacity-40`} aria-hidden="true">
        {sign}
      </span>
    )
  return (
    <ScreenLink
      to="report"
      params={{ id: to.id }}
      className={`${look} hover:text-ink`}
      aria-label={`${says}: ${periodName(to.period, locale)}`}
    >
      {sign}
    </ScreenLink>
  )
}
