import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../protocol/client.ts'
import { type ListedReport, reports } from '../../protocol/reports.ts'
import { useSelf } from '../data/self.ts'
import { type ArchivedEntry, toEntries } from './archive.ts'
import { isMoving } from './tell-mail.ts'

/** A year and a half of months and weeks. */
const page = '100'
/** How soon it is asked again while a mail is on its way, in milliseconds. */
const soonMs = 2_000

const isAnyMoving = (all: readonly ListedReport[]) => {
  const now = Date.now()
  return all.some(({ mails }) => mails.some((mail) => isMoving({ ...mail, byHand: false }, now)))
}

/** The frozen reports that the reader may see; undefined while they are on their way. */
export function useArchive() {
  const { org, locale } = useSelf()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [reports.path, { org: org.id, locale }],
    queryFn: ({ pageParam, signal }) =>
      call(reports, { org: org.id, locale, limit: page, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state }) =>
      isAnyMoving(state.data?.pages.flatMap((one) => one.reports) ?? []) ? soonMs : false,
  })
  const entries = useMemo<readonly ArchivedEntry[] | undefined>(
    () => data && toEntries(data.pages.flatMap((one) => one.reports)),
    [data],
  )
  return { entries, more: hasNextPage, loadMore: () => void fetchNextPage(), loading: isFetchingNextPage }
}
