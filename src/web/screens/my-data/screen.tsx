import { useQueryClient, useSuspenseQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { secondMs } from '../../../core/time.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { myConsent, myErasures, myStored } from '../../../protocol/rights.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { myDataWords } from '../../words/my-data.ts'
import { useWords } from '../../words/words.ts'
import { Consent } from './consent.tsx'
import { Erase } from './erase.tsx'
import { Erasures } from './erasures.tsx'
import { Export } from './export.tsx'
import { Contents, Part } from './parts.tsx'
import { Recorded } from './recorded.tsx'
import { Seen } from './seen.tsx'
import { StoredSection, Summary } from './stored.tsx'

type Erased = OutputOf<typeof myErasures>

const countWorking = ({ erasures }: Erased) => erasures.filter(({ doneAt }) => doneAt === null).length

/** While the server is at an erasure it is asked now and then whether it is done. */
const isWaiting = ({ state: { data } }: { readonly state: { readonly data: Erased | undefined } }) =>
  data && countWorking(data) > 0 ? 2 * secondMs : false

/** Once an erasure is done nothing that was asked for before it is right any more, and none of it is to be shown again. */
function useErasedAnew(working: number) {
  const queries = useQueryClient()
  const before = useRef(working)
  useEffect(() => {
    const isLess = working < before.current
    before.current = working
    if (!isLess) return
    queries.removeQueries({ type: 'inactive' })
    void queries.invalidateQueries()
  }, [working, queries])
}

/** What is stored of whoever looks, what is recorded, who has looked at it; and how to stop it, take it along or erase it. */
export function Screen() {
  const words = useWords(myDataWords)
  const { org } = useSelf()
  const [stored, consent, erasures] = useSuspenseQueries({
    queries: [
      query(myStored, { org: org.id }),
      query(myConsent, { org: org.id }),
      { ...query(myErasures, { org: org.id }), refetchInterval: isWaiting },
    ],
  })
  useErasedAnew(countWorking(erasures.data))
  return (
    <>
      <ScreenHead title={words.title} />
      <Summary stored={stored.data} />
      <Contents />
      <Part name="stored">
        <StoredSection stored={stored.data} />
      </Part>
      <Part name="recorded">
        <Recorded kinds={stored.data.kinds} policies={consent.data.policies} devices={stored.data.devices} />
      </Part>
      <Part name="pause">
        <Consent consent={consent.data} computers={stored.data.devices.length} />
      </Part>
      <Part name="seen">
        <Seen />
      </Part>
      <Part name="export">
        <Export />
      </Part>
      <Part name="erase">
        <Erase devices={stored.data.devices} />
        <Erasures erasures={erasures.data.erasures} devices={stored.data.devices} />
      </Part>
    </>
  )
}
