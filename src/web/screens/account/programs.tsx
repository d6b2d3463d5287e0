import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { type addClient, clients, revokeClient } from '../../../protocol/clients.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { programsWords } from '../../words/account-programs.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { AddProgram } from './add-program.tsx'
import { NewSecret } from './new-secret.tsx'

type Client = OutputOf<typeof clients>['clients'][number]

/** Programs that call on behalf of the organisation. */
export function ProgramsTab() {
  const words = useWords(programsWords)
  const locale = useLocale()
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(clients, { org: org.id }))
  const [made, setMade] = useState<OutputOf<typeof addClient>>()
  const at = data.clients.filter(({ revokedAt }) => revokedAt === null).length
  return (
    <>
      <Lead>
        {at === 0 ? words.none : words.lead(counted(locale, at, words.one, words.other), toLabel(org.name, 80))}
      </Lead>
      {made && <NewSecret made={made} onKept={() => setMade(undefined)} />}
      {data.clients.length > 0 && (
        <Section title={words.list}>
          <Programs clients={data.clients} />
        </Section>
      )}
      {!made && (
        <Section title={words.add} caption={words.addCaption}>
          {data.clients.length === 0 && <p className="mb-5 max-w-(--measure) text-ink-2">{words.noneHint}</p>}
          <AddProgram onMade={setMade} />
        </Section>
      )}
    </>
  )
}

const nameOf = ({ name }: Client) => toLabel(name, 80) || '?'

function Programs({ clients: rows }: { readonly clients: readonly Client[] }) {
  const words = useWords(programsWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const [ending, setEnding] = useState<Client>()
  const instant = (at: number) => formatInstant(at, locale, zone, 'year')
  const columns: Column<Client>[] = [
    { id: 'name', head: words.name, names: true, cell: (one) => <bdi>{nameOf(one)}</bdi> },
    { ...{ id: 'role', head: words.role, quiet: true, spare: true }, cell: ({ role }) => words.roles[role] },
    {
      ...{ id: 'may', head: words.may, quiet: true, spare: true },
      cell: ({ scopes }) => scopes.map((scope) => words.scopes[scope]).join(', '),
    },
    { ...{ id: 'made', head: words.made, quiet: true, spare: true }, cell: ({ createdAt }) => instant(createdAt) },
    {
      ...{ id: 'used', head: words.used },
      cell: ({ lastUsedAt, revokedAt }) =>
        revokedAt !== null ? words.ended(instant(revokedAt)) : lastUsedAt === null ? words.never : instant(lastUsedAt),
    },
    {
      ...{ id: 'end', head: '', align: 'right' },
      cell: (one) =>
        one.revokedAt === null && (
          <Button small aria-label={words.endOf(nameOf(one))} onClick={() => setEnding(one)}>
            {words.end}
          </Button>
        ),
    },
  ]
  return (
    <>
      <Table label={words.list} rows={rows} rowKey={({ id }) => id} columns={columns} />
      <EndProgram client={ending} onClose={() => setEnding(undefined)} />
    </>
  )
}

function EndProgram({ client, onClose }: { readonly client: Client | undefined; onClose(): void }) {
  const words = useWords(programsWords)
  const { org } = useSelf()
  const end = useAction(revokeClient, { changes: [clients], onDone: onClose })
  return (
    <Confirm
      {...{ title: words.endTitle, go: words.end, action: end, open: client !== undefined, onClose }}
      onConfirm={() => client && end.run({ org: org.id, id: client.id })}
    >
      {client && <p className="mb-6">{words.endHint(nameOf(client))}</p>}
    </Confirm>
  )
}
