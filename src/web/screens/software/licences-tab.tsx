import { useSuspenseQuery } from '@tanstack/react-query'
import { query } from '../../../protocol/client.ts'
import { licences } from '../../../protocol/licences.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { BareSelect } from '../../ui/select.tsx'
import { licencesWords } from '../../words/licences.ts'
import { useWords } from '../../words/words.ts'
import { LicenceDialogs } from './licence-dialogs.tsx'
import { LicenceFigures } from './licence-figures.tsx'
import { LicenceTable } from './licence-table.tsx'
import { noApp } from './use-picked.ts'

const spans = ['30', '60', '90'] as const

/** What is paid, what of it is used, and what is paid for nothing. */
export function LicencesTab() {
  const words = useWords(licencesWords)
  const { org } = useSelf()
  const [named, setDays] = useParam('days', spans[0] as string, 'step')
  const days = spans.find((one) => one === named) ?? spans[0]
  const { data } = useSuspenseQuery(query(licences, { org: org.id, days }))
  const all = data.licences
  const currencies = new Set(all.flatMap(({ price }) => (price ? [price.currency] : [])))
  return (
    <>
      {all.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
          <p className="mt-4">
            <Add />
          </p>
        </Empty>
      ) : (
        <>
          <LicenceFigures licences={all} />
          <Section
            title={words.title}
            caption={words.caption(days)}
            beside={
              <div className="no-print my-1 flex flex-wrap items-center gap-4">
                <BareSelect
                  label={words.days}
                  value={days}
                  options={spans.map((value) => ({ value, text: words.within(value) }))}
                  onChange={setDays}
                />
                <Add />
              </div>
            }
          >
            <LicenceTable licences={all} />
            <Says quiet>
              {words.unknown} {currencies.size > 1 && words.apart}
            </Says>
          </Section>
        </>
      )}
      <LicenceDialogs licences={all} />
    </>
  )
}

function Add() {
  const words = useWords(licencesWords)
  return (
    <HereLink filled change={{ add: noApp }}>
      {words.add}
    </HereLink>
  )
}
