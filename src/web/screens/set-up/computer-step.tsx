import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { secondMs } from '../../../core/time.ts'
import { platformOf } from '../../../core/view/view-devices.ts'
import { query } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { formatAgo } from '../../data/instant.ts'
import { useSelf } from '../../data/self.ts'
import { EnrolCommand } from '../../enrol/enrol-command.tsx'
import { LetIn } from '../../enrol/let-in.tsx'
import { Command } from '../../ui/command.tsx'
import { Typed } from '../../ui/typed.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useWords } from '../../words/words.ts'
import { GoOn } from './go-on.tsx'

/** How often it is asked whether a computer has begun to report. */
const askMs = 3 * secondMs

/** The first computer: its agent shows a code, somebody lets it in, and its first records come. */
export function ComputerStep() {
  const { org } = useSelf()
  const [letIn, setLetIn] = useState<string>()
  const { data } = useQuery({
    ...query(devices, { org: org.id }),
    refetchInterval: ({ state }) => (state.data?.devices.some(({ lastSeenAt }) => lastSeenAt !== null) ? false : askMs),
  })
  const known = data?.devices ?? []
  const reporting = known.filter(({ lastSeenAt }) => lastSeenAt !== null)
  const waiting = letIn ?? known.find(({ lastSeenAt }) => lastSeenAt === null)?.name
  return (
    <>
      {reporting.length > 0 ? (
        <Reporting devices={reporting} />
      ) : waiting !== undefined ? (
        <Waiting name={waiting} />
      ) : (
        <HowTo onLetIn={setLetIn} />
      )}
      <GoOn from="computer" done={reporting.length > 0} />
    </>
  )
}

function HowTo({ onLetIn }: { onLetIn(name: string): void }) {
  const words = useWords(setUpWords)
  return (
    <>
      <ol className="list-decimal space-y-8 pl-6 marker:text-ink-3">
        <li className="pl-2">{words.install}</li>
        <li className="pl-2">
          {words.enrol}
          <EnrolCommand />
        </li>
        <li className="pl-2">
          <p className="mb-4">{words.typeCode}</p>
          <LetIn onLetIn={onLetIn} />
        </li>
      </ol>
      <p className="mt-8 max-w-(--measure) text-note text-ink-2">
        <Typed>{words.upHint}</Typed>
      </p>
    </>
  )
}

/** It is let in, and nothing came yet. */
function Waiting({ name }: { readonly name: string }) {
  const words = useWords(setUpWords)
  return (
    <div role="status">
      <p className="text-[17px]/[26px]">
        <bdi>{words.isIn(name)}</bdi>
      </p>
      <p className="mt-4">{words.startAgent}</p>
      <Command text="usage-audit agent install" label={words.startAgent} />
      <p className="text-ink-2">
        <span aria-hidden="true" className="pulse mr-2 inline-block size-2 rounded-full bg-data" />
        {words.waiting}
      </p>
    </div>
  )
}

interface ReportingProps {
  readonly devices: readonly {
    readonly id: number
    readonly name: string
    readonly platform: string
    readonly lastSeenAt: number | null
  }[]
}

/** The first records are here. */
function Reporting({ devices: all }: ReportingProps) {
  const words = useWords(setUpWords)
  const self = useSelf()
  return (
    <div role="status">
      <p className="text-[17px]/[26px]">{words.reporting}</p>
      <ul className="mt-4 border-t border-axis">
        {all.slice(0, 5).map(({ id, name, platform, lastSeenAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-6 border-b border-rule py-2 text-cell">
            <span>
              <bdi className="font-semibold">{name}</bdi> <span className="text-ink-2">{platformOf(platform)}</span>
            </span>
            <span className="text-ink-2">{words.lastUpload(formatAgo(lastSeenAt ?? 0, Date.now(), self))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
