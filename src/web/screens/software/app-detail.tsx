import { useQuery } from '@tanstack/react-query'
import { isAtLeast } from '../../../core/access.ts'
import { formatCount, noFigure } from '../../../core/format.ts'
import { formatMoney } from '../../../core/format-money.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { type OrgSoftwareApp, software } from '../../../protocol/software.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { appName } from '../../data/names.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { Bar } from '../../ui/bars.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Fact, Facts } from '../../ui/facts.tsx'
import { HereLink } from '../../ui/here-link.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { softwareWords } from '../../words/software.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { lastUseOf } from './last-use.ts'
import { Seats } from './seats.tsx'

/** Why one looks is said anew of whatever is opened next: it is noted with that, and read by other people. */
const closed = { app: undefined, why: undefined, idle: undefined }

/** What is known of the app that the address names. @param known rows that are there already */
export function AppDetail({ known }: { readonly known: readonly OrgSoftwareApp[] }) {
  const words = useWords(softwareWords)
  const { org } = useSelf()
  const change = useChangeAddress()
  const [key] = useParam('app')
  const there = known.find((app) => app.key === key)
  const { data } = useQuery({
    ...query(software, { org: org.id, search: (key ?? '').slice(0, 100), limit: '200' }),
    enabled: key !== undefined && !there,
  })
  const app = there ?? data?.apps.find((one) => one.key === key)
  return (
    <Dialog
      title={app ? appName(app) : (key ?? '')}
      open={key !== undefined}
      wide
      onClose={() => key !== undefined && change(closed)}
    >
      {app ? <Detail app={app} /> : data ? <p>{words.detail.gone}</p> : <Skeleton className="h-40" />}
    </Dialog>
  )
}

function Detail({ app }: { readonly app: OrgSoftwareApp }) {
  const words = useWords(softwareWords)
  const locale = useLocale()
  const { org, today } = useSelf()
  const computers = (n: number) => counted(locale, n, words.computer, words.computers)
  const { devices, installed, people, lastUsedOn, unused, licence } = app
  const facts: [string, string][] = [
    [words.detail.devices, computers(devices)],
    [words.detail.installed, computers(installed)],
    [words.detail.people, people === 'withheld' ? words.withheld : formatCount(people, locale)],
    [words.detail.lastUsed, lastUseOf(app, { today, locale, words })],
    [
      words.detail.unused,
      [unused.days30, unused.days60, unused.days90].map((count) => formatCount(count, locale)).join(' · '),
    ],
  ]
  return (
    <>
      <Facts>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        {isAtLeast(org.role, 'admin') && (
          <Fact name={words.detail.licence}>
            {licence ? (
              <HereLink change={{ ...closed, tab: 'licences', open: licence.id }}>
                <bdi>{toLabel(licence.name, 60) || '?'}</bdi>
                {licence.currency !== null &&
                  licence.wastedMinor !== null &&
                  `, ${words.perMonth(formatMoney(licence.wastedMinor, licence.currency, locale))}`}
              </HereLink>
            ) : (
              <HereLink change={{ ...closed, tab: 'licences', add: app.key }}>{words.detail.addLicence}</HereLink>
            )}
          </Fact>
        )}
      </Facts>
      {(people === 'withheld' || lastUsedOn === 'withheld') && (
        <p className="mb-6 text-note text-ink-2">{words.withheldWhy}</p>
      )}
      <Versions app={app} />
      {isAtLeast(org.role, 'admin') && <Seats of={{ kind: 'app', id: app.key }} />}
    </>
  )
}

function Versions({ app: { versions, devices } }: { readonly app: OrgSoftwareApp }) {
  const words = useWords(softwareWords)
  const locale = useLocale()
  return (
    <section className="border-t border-axis pt-3">
      <h3 className="text-title">{words.detail.versions}</h3>
      {versions.length === 0 ? (
        <p className="mt-2 text-ink-2">{words.detail.noVersions}</p>
      ) : (
        <>
          <p className="mb-3 text-note text-ink-2">{words.detail.versionsHint}</p>
          <Table
            label={words.detail.versions}
            columns={[
              {
                ...{ id: 'version', head: words.detail.version, names: true },
                cell: ({ version, devices: on }) => (
                  <>
                    <bdi>{toLabel(version, 60) || noFigure}</bdi>
                    <Bar share={on / Math.max(1, devices)} />
                  </>
                ),
              },
              {
                ...{ id: 'devices', head: words.detail.on, align: 'right' },
                cell: ({ devices: on }) => formatCount(on, locale),
              },
            ]}
            rows={versions}
            rowKey={({ version }) => version}
          />
        </>
      )}
    </section>
  )
}
