import { formatCount, formatInstant, formatList, noFigure } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { FleetDevice } from '../../../protocol/fleet.ts'
import { useSelf } from '../../data/self.ts'
import { Fact, Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/section.tsx'
import { deviceWords } from '../../words/device.ts'
import { devicesWords } from '../../words/devices.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { Answer } from './answer.ts'

/** Whose it is, what it runs on, and what it has brought. */
export function KnownFacts({ answer: { device, streams, tokens } }: { readonly answer: Answer }) {
  const words = useWords(deviceWords)
  const { left } = useWords(devicesWords)
  const locale = useLocale()
  const { personal, zone } = useSelf()
  const since = tokens.map(({ createdAt }) => words.tokenSince(formatInstant(createdAt, locale, zone, 'year')))
  return (
    <Section title={words.facts}>
      <Facts>
        {!personal && (
          <Fact name={words.person}>
            <bdi>{device.person === null ? left : toLabel(device.person, 60)}</bdi>
          </Fact>
        )}
        <Fact name={words.system}>
          <bdi>{device.platform === 'unknown' ? noFigure : toLabel(device.platform, 60)}</bdi>
        </Fact>
        <Fact name={words.firstSeen}>{formatInstant(device.createdAt, locale, zone, 'year')}</Fact>
        <Fact name={words.runs}>{formatCount(streams.length, locale)}</Fact>
        <Fact name={words.tokens}>
          {since.length === 0 ? words.noToken : `${formatCount(since.length, locale)}, ${formatList(since, locale)}`}
        </Fact>
        <Fact name={words.waiting}>{formatCount(device.waitingDays, locale)}</Fact>
        {device.erasing > 0 && <Fact name={words.erasing}>{formatCount(device.erasing, locale)}</Fact>}
      </Facts>
    </Section>
  )
}

/** What the organisation and its person ask of its agent, and whether it has heard of it. */
export function ToldFacts({ device: { policy } }: { readonly device: FleetDevice }) {
  const words = useWords(deviceWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const { paused, pausedBySelf, workingHours, titles, rules, changedAt, told } = policy
  if (changedAt === null)
    return (
      <Section title={words.policy}>
        <p className="text-ink-2">{words.policyNone}</p>
      </Section>
    )
  return (
    <Section title={words.policy} caption={words.policyCaption}>
      <Facts>
        <Fact name={words.recording}>
          {pausedBySelf ? words.recordingOffSelf : paused ? words.recordingOff : words.recordingOn}
        </Fact>
        <Fact name={words.hours}>{workingHours === null ? words.hoursAny : <bdi>{workingHours}</bdi>}</Fact>
        <Fact name={words.titles}>{titles ? words.titlesAsSet : words.titlesNever}</Fact>
        <Fact name={words.rules}>{formatCount(rules, locale)}</Fact>
        <Fact name={words.changed}>{formatInstant(changedAt, locale, zone, 'year')}</Fact>
        <Fact name={words.told}>{told ? words.toldYes : words.toldNo}</Fact>
      </Facts>
    </Section>
  )
}
