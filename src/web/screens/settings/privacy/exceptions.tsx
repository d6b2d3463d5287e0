import { useState } from 'react'
import { formatInstant } from '../../../../core/format.ts'
import { toLabel } from '../../../../core/view/label.ts'
import { useChangeAddress } from '../../../data/change-address.ts'
import { useSelf } from '../../../data/self.ts'
import { Button } from '../../../ui/button.tsx'
import type { Column } from '../../../ui/column.ts'
import { HereLink } from '../../../ui/here-link.tsx'
import { Section } from '../../../ui/section.tsx'
import { BareSelect } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { privacyWords } from '../../../words/settings-privacy.ts'
import { useLocale, useWords } from '../../../words/words.ts'
import { toPolicySummary } from './policy-text.ts'
import { nameOf, type PolicyWorld, type StoredPolicy, writeTarget } from './world.ts'

/** Policies of one person or one computer, and the way to one more. */
export function Exceptions({ world }: { readonly world: PolicyWorld }) {
  const words = useWords(privacyWords)
  const locale = useLocale()
  const { zone, personal } = useSelf()
  const near = world.policies.filter(
    ({ scope, settings }) =>
      (scope === 'person' || scope === 'device') && toPolicySummary(settings, true, locale) !== '',
  )
  const name = (one: StoredPolicy) => nameOf(world, one) ?? words.somebody
  const columns: Column<StoredPolicy>[] = [
    {
      ...{ id: 'whom', head: words.whom, names: true },
      cell: (one) => (
        <HereLink change={{ about: writeTarget(one) }} className="quiet-link" aria-label={words.changeOf(name(one))}>
          <bdi>{name(one)}</bdi>
        </HereLink>
      ),
    },
    { ...{ id: 'asks', head: words.asks }, cell: ({ settings }) => toPolicySummary(settings, true, locale) },
    {
      ...{ id: 'since', head: words.since, quiet: true, spare: true },
      cell: ({ changedAt }) => formatInstant(changedAt, locale, zone, 'year'),
    },
  ]
  return (
    <Section title={words.exceptions} caption={personal ? words.exceptionsPlain : words.exceptionsCaption}>
      {near.length === 0 ? (
        <p className="text-ink-2">{words.noExceptions}</p>
      ) : (
        <Table label={words.exceptions} rows={near} rowKey={writeTarget} columns={columns} />
      )}
      <Make world={personal ? { ...world, members: [] } : world} />
    </Section>
  )
}

function Make({ world: { members, devices } }: { readonly world: PolicyWorld }) {
  const words = useWords(privacyWords)
  const change = useChangeAddress()
  const options = [
    ...members.map(({ id, name }) => ({ value: `person:${id}`, text: words.peopleGroup + (toLabel(name, 60) || id) })),
    ...devices
      .filter(({ state }) => state !== 'revoked')
      .map(({ id, name, person }) => ({
        value: `device:${id}`,
        text: `${words.computerGroup}${toLabel(name, 60) || id}${person === null ? '' : ` (${toLabel(person, 60)})`}`,
      })),
  ]
  const [about, setAbout] = useState(options[0]?.value)
  if (about === undefined) return null
  return (
    <div className="no-print mt-5 flex flex-wrap items-center gap-3">
      <BareSelect label={words.make} value={about} options={options} onChange={setAbout} />
      <Button onClick={() => change({ about })}>{words.makeGo}</Button>
    </div>
  )
}
