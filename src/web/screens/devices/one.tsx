import { useSuspenseQuery } from '@tanstack/react-query'
import { formatPercent, noFigure } from '../../../core/format.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import type { Figure } from '../../../core/view/headline.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { type FleetDevice, oneDevice } from '../../../protocol/fleet.ts'
import { formatAgo } from '../../data/instant.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty, Notice } from '../../ui/notice.tsx'
import { Typed } from '../../ui/typed.tsx'
import { counted } from '../../words/count.ts'
import { deviceWords } from '../../words/device.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Actions } from './actions.tsx'
import { isOff, systemOf } from './computers.ts'
import { toDayCells } from './days.ts'
import { DaysStrip } from './days-strip.tsx'
import { KnownFacts, ToldFacts } from './one-facts.tsx'
import { useSkew } from './skew.ts'

/** One computer: how it stands, what of each day it recorded, what it was told, and what can be done to it. */
export function OneComputer({ id }: { readonly id: number }) {
  const words = useWords(deviceWords)
  const { org, personal, zone, today } = useSelf()
  const { data } = useSuspenseQuery(query(oneDevice, { org: org.id, device: id }))
  const { device, days } = data
  const name = toLabel(device.name, 80) || words.unnamed(id)
  const dayOf = (at: number) => dayAt(at, offsetAt(zone, at))
  return (
    <>
      <p className="mb-1 text-note text-ink-3">
        <HereLink change={{ device: undefined }}>{words.all}</HereLink>
        {' / '}
        <bdi>{systemOf(device.platform)}</bdi>
        {!personal && device.person !== null && (
          <>
            {' · '}
            <bdi>{toLabel(device.person, 60)}</bdi>
          </>
        )}
      </p>
      <ScreenHead title={name} beside={<Actions answer={data} name={name} />} />
      <Stands device={device} />
      {device.lastSeenAt === null ? (
        <div className="pt-8 pb-10">
          <Empty title={words.neverTitle}>
            <Typed>{words.neverHint}</Typed>
          </Empty>
        </div>
      ) : (
        <>
          <Head device={device} />
          <DaysStrip
            cells={toDayCells(days, { since: dayOf(device.createdAt), lastSeen: dayOf(device.lastSeenAt), today })}
          />
        </>
      )}
      <div className="grid gap-x-16 xl:grid-cols-2">
        <KnownFacts answer={data} />
        <ToldFacts device={device} />
      </div>
    </>
  )
}

/** What needs a look, in a sentence each. */
function Stands({ device: { state, silentDays, fault, policy } }: { readonly device: FleetDevice }) {
  const words = useWords(deviceWords)
  const locale = useLocale()
  const days = counted(locale, silentDays, words.day, words.dayPlural)
  const said = [
    ...(state === 'silent' ? [words.silent(days)] : []),
    ...(state === 'revoked' ? [words.revoked] : []),
    ...(fault === null ? [] : [words[fault]]),
    ...(policy.paused && state !== 'revoked' ? [policy.pausedBySelf ? words.pausedBySelf : words.paused] : []),
  ]
  if (said.length === 0) return null
  const look = state === 'silent' || fault !== null
  return (
    <div className="mt-6">
      <Notice tone={look ? 'look' : 'plain'}>
        {said.map((sentence) => (
          <p key={sentence}>
            <Typed>{sentence}</Typed>
          </p>
        ))}
      </Notice>
    </div>
  )
}

function Head({ device }: { readonly device: FleetDevice }) {
  const words = useWords(deviceWords)
  const self = useSelf()
  const { locale } = self
  const skewOf = useSkew()
  const { coverage, lastSeenAt, agentVersion, outdated } = device
  const figures: Figure[] = [
    { figure: lastSeenAt === null ? noFigure : formatAgo(lastSeenAt, Date.now(), self), label: words.lastSeen },
    { figure: agentVersion ?? noFigure, label: words.agent(outdated) },
    { figure: skewOf({ ...device, clockIsOff: isOff(device) }), label: words.clock },
  ]
  return (
    <div className="flex flex-col gap-6 pt-8 pb-10 lg:grid lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)] lg:items-end lg:gap-16">
      {coverage === null ? (
        <p className="text-[17px]/[26px]">{words.nothingDue}</p>
      ) : (
        <Hero figure={formatPercent(coverage, locale)} label={words.coverage} />
      )}
      <Figures figures={figures} />
    </div>
  )
}
