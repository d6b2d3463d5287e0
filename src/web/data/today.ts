import { notifyManager, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { Day } from '../../core/time.ts'
import { useSelf } from './self.ts'
import { useWhose } from './usage.ts'

/** What of an answer says which day it is where the person is. */
interface Dated {
  readonly today?: Day
  readonly period?: { readonly today: Day }
}

/** A question and its answer, as they are kept. */
export interface KeptAnswer {
  readonly queryKey: readonly unknown[]
  readonly state: { readonly data: unknown; readonly dataUpdatedAt: number }
}

/** Today where a member is, by the last answer about them; undefined as long as there is none. */
export function todayOf(member: string, kept: readonly KeptAnswer[]): Day | undefined {
  const dated = kept.flatMap(({ queryKey: [, asked], state: { data, dataUpdatedAt } }) => {
    const isOf = (asked as { readonly member?: string } | undefined)?.member === member
    const { today, period } = (isOf ? (data ?? {}) : {}) as Dated
    const day = today ?? period?.today
    return day === undefined ? [] : [{ day, dataUpdatedAt }]
  })
  return dated.sort((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0]?.day
}

/** Today where the person is whom a screen is about: in their zone it may be another day than for whoever looks. */
export function useToday(): Day {
  const { today } = useSelf()
  const whose = useWhose()
  const cache = useQueryClient().getQueryCache()
  const theirs = useSyncExternalStore(
    // Answers also change while something is drawn, and then nothing else may be drawn anew.
    useCallback((changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]),
    () => whose && todayOf(whose.person, cache.getAll()),
  )
  return theirs ?? today
}
