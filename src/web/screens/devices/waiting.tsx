import { useSuspenseQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import { formatCount } from '../../../core/format.ts'
import { minuteMs } from '../../../core/time.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { decideWaiting, waitingComputers } from '../../../protocol/device-grants.ts'
import { fleet } from '../../../protocol/fleet.ts'
import { formatAgo } from '../../data/instant.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { devicesWords } from '../../words/devices.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { systemOf } from './computers.ts'

type Waiting = OutputOf<typeof waitingComputers>['waiting'][number]

/** They wait for a quarter of an hour: whoever looks sees those that come meanwhile. */
const askAgainMs = minuteMs / 2

/** Computers that came with a token and wait for somebody to let them in. */
export function WaitingComputers() {
  const words = useWords(devicesWords)
  const locale = useLocale()
  const { org } = useSelf()
  const list = useRef<HTMLUListElement>(null)
  const { data } = useSuspenseQuery({ ...query(waitingComputers, { org: org.id }), refetchInterval: askAgainMs })
  useFocusKept(list, data.waiting.length)
  if (data.waiting.length === 0) return null
  return (
    <Section title={words.waitTitle(formatCount(data.waiting.length, locale))} caption={words.waitCaption}>
      <ul ref={list}>
        {data.waiting.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-rule py-[10px] text-cell"
          >
            <Applicant one={one} />
            <Decision one={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Whoever decided about one goes on with the next, or from the top: the button that they pressed is gone. */
function useFocusKept(list: RefObject<HTMLElement | null>, count: number) {
  const before = useRef(count)
  useEffect(() => {
    if (count < before.current && document.activeElement === document.body)
      (list.current?.querySelector('button') ?? document.querySelector<HTMLElement>('main h1'))?.focus()
    before.current = count
  }, [list, count])
}

function Applicant({ one }: { readonly one: Waiting }) {
  const words = useWords(devicesWords)
  const self = useSelf()
  const { hostName, account, platform, address, person, createdAt } = one
  return (
    <div className="min-w-0">
      <bdi className="font-semibold">{toLabel(hostName, 80)}</bdi>{' '}
      <span className="text-ink-2">{words.waitFor(person === null ? words.left : toLabel(person, 60))}</span>
      <span className="block text-label text-ink-3">
        <bdi>{[account && toLabel(account, 60), systemOf(platform), address].filter(Boolean).join(' · ')}</bdi>
        {' · '}
        {formatAgo(createdAt, Date.now(), self)}
      </span>
    </div>
  )
}

function Decision({ one: { id, hostName } }: { readonly one: Waiting }) {
  const words = useWords(devicesWords)
  const { org } = useSelf()
  const name = toLabel(hostName, 80)
  const changes = [waitingComputers, fleet]
  const letIn = useAction(decideWaiting, { changes, onDone: () => toast(words.isIn(name)) })
  const sendAway = useAction(decideWaiting, { changes, onDone: () => toast(words.isAway(name)) })
  const busy = letIn.busy || sendAway.busy
  const problem = letIn.problem ?? sendAway.problem
  const given = { org: org.id, id, name: '' }
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      <Problem of={problem} small />
      <Button
        small
        kind="main"
        busy={busy}
        aria-label={words.letInNamed(name)}
        onClick={() => letIn.run({ ...given, letIn: true })}
      >
        {words.letIn}
      </Button>
      <Button
        small
        busy={busy}
        aria-label={words.sendAwayNamed(name)}
        onClick={() => sendAway.run({ ...given, letIn: false })}
      >
        {words.sendAway}
      </Button>
    </div>
  )
}
