import { useChangeAddress } from '../../../data/change-address.ts'
import { useParam } from '../../../data/param.ts'
import { useSelf } from '../../../data/self.ts'
import { HereLink } from '../../../ui/here-link.tsx'
import { Lead } from '../../../ui/lead.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/section.tsx'
import { counted } from '../../../words/count.ts'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useLocale, useWords } from '../../../words/words.ts'
import { Editor } from './editor.tsx'
import { Exceptions } from './exceptions.tsx'
import { toPolicySummary } from './policy-text.ts'
import { nameOf, type PolicyTarget, type PolicyWorld, readTarget, usePolicyWorld, writeTarget } from './world.ts'

const everybody: PolicyTarget = { scope: 'org', about: '' }

/** What the organisation asks its computers to leave out: of everybody, or of the person or computer that the address names. */
export function PrivacyTab() {
  const world = usePolicyWorld()
  const [named] = useParam('about')
  const target = readTarget(named)
  const name = target && nameOf(world, target)
  return target && name !== undefined ? (
    <One key={writeTarget(target)} {...{ world, target, name }} />
  ) : (
    <Everybody world={world} />
  )
}

/** Another editor once what it began with is another. */
const editorKey = ({ policies }: PolicyWorld, { scope, about }: PolicyTarget) =>
  policies.find((one) => one.scope === scope && one.about === about)?.revision ?? 0

const settingsOf = ({ policies }: PolicyWorld, { scope, about }: PolicyTarget) =>
  policies.find((one) => one.scope === scope && one.about === about)?.settings ?? {}

function Everybody({ world }: { readonly world: PolicyWorld }) {
  const words = useWords(privacyWords)
  const { personal } = useSelf()
  const summary = toPolicySummary(settingsOf(world, everybody), false, useLocale())
  return (
    <>
      <Lead>{summary === '' ? words.leadNothing : summary}</Lead>
      <Notice>{words.onlyTakes}</Notice>
      <Section title={personal ? words.yours : words.everybody} caption={words.everybodyCaption}>
        <Editor key={editorKey(world, everybody)} world={world} target={everybody} onSaved={() => {}} />
      </Section>
      <Exceptions world={world} />
      {!personal && <Own world={world} />}
    </>
  )
}

interface OneProps {
  readonly world: PolicyWorld
  readonly target: PolicyTarget
  readonly name: string
}

function One({ world, target, name }: OneProps) {
  const words = useWords(privacyWords)
  const change = useChangeAddress()
  const summary = toPolicySummary(settingsOf(world, target), true, useLocale())
  return (
    <>
      <p className="mb-4 text-note">
        <HereLink change={{ about: undefined }} className="inline-block py-1">
          ‹ {words.back}
        </HereLink>
      </p>
      <Lead>
        <bdi>{summary === '' ? words.leadSame(name) : words.leadOf(name, summary)}</bdi>
      </Lead>
      <Section title={words.ofOne(name)} caption={words.ofOneCaption}>
        <Editor
          key={editorKey(world, target)}
          {...{ world, target }}
          onSaved={() => change({ about: undefined }, true)}
        />
      </Section>
    </>
  )
}

/** How many decided for themselves: who they are is on nobody’s list. */
function Own({ world: { policies } }: { readonly world: PolicyWorld }) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const own = policies.filter(({ scope }) => scope === 'own').map(({ settings }) => settings)
  const withdrawn = own.filter((one) => one.withdrawn).length
  const paused = own.filter((one) => one.paused && !one.withdrawn).length
  const people = (n: number) => counted(locale, n, words.person, words.people)
  return (
    <Section title={words.own} caption={words.ownCaption}>
      {paused + withdrawn === 0 && <p className="text-ink-2">{words.ownNone}</p>}
      {paused > 0 && <p>{words.ownPaused(people(paused))}</p>}
      {withdrawn > 0 && <p>{words.ownWithdrawn(people(withdrawn))}</p>}
    </Section>
  )
}
