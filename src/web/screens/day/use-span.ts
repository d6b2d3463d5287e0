import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Interval } from '../../../core/spans.ts'
import { useAddress } from '../../data/param.ts'
import { type Shortcut, useShortcuts } from '../../shell/shortcuts.ts'
import { dayWords } from '../../words/day.ts'
import { useWords } from '../../words/words.ts'
import { type DayAnswer, moved, usualSpan, within, zoomed } from './span.ts'

/** The part of the day that is looked at, and how to look at another. It stands in the address. */
export interface Looking {
  readonly span: Interval
  readonly day: Interval
  readonly isUsual: boolean
  look(span: Interval): void
  closer(): void
  wider(): void
  move(steps: number): void
  whole(): void
}

export function useSpan(answer: DayAnswer): Looking {
  const words = useWords(dayWords)
  const { from, to } = useAddress()
  const navigate = useNavigate()
  const looking = useMemo((): Looking => {
    const day = { start: answer.start, end: answer.end }
    const named = { start: Number(from), end: Number(to) }
    const isUsual = !(named.end > named.start)
    const span = isUsual ? usualSpan(answer) : within(named, day)
    const look = (next: Interval | undefined) =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => ({
          ...old,
          from: next && String(Math.round(next.start)),
          to: next && String(Math.round(next.end)),
        }),
        replace: true,
        resetScroll: false,
      } as never)
    return {
      ...{ span, day, isUsual, look },
      closer: () => look(zoomed(span, 0.5, day)),
      wider: () => look(zoomed(span, 2, day)),
      move: (steps) => look(moved(span, steps, day)),
      whole: () => look(day),
    }
  }, [answer, from, to, navigate])
  const keys = useMemo<readonly Shortcut[]>(
    () => [
      { keys: '+', says: words.keys.closer, run: looking.closer },
      { keys: '-', says: words.keys.wider, run: looking.wider },
      { keys: '<', says: words.keys.earlier, run: () => looking.move(-1) },
      { keys: '>', says: words.keys.later, run: () => looking.move(1) },
    ],
    [words, looking],
  )
  useShortcuts(keys)
  return looking
}
