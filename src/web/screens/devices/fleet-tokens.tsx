import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount, formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { fleetTokens, revokeFleetToken } from '../../../protocol/fleet.ts'
import { members } from '../../../protocol/orgs.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Tag } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { counted } from '../../words/count.ts'
import { enrolmentWords } from '../../words/enrolment.ts'
import { useLocale, useWords } from '../../words/words.ts'

type FleetToken = OutputOf<typeof fleetTokens>['tokens'][number]

/** @returns why it lets nobody in any more, or that it does */
function stateOf({ revokedAt, expiresAt, usesLeft }: FleetToken, now: number) {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt <= now) return 'expired'
  return usesLeft > 0 ? 'usable' : 'usedUp'
}

/** Tokens by which computers come in, newest first; there once there is one. */
export function FleetTokens() {
  const words = useWords(enrolmentWords)
  const locale = useLocale()
  const { org, zone } = useSelf()
  const [ending, setEnding] = useState<FleetToken>()
  const { tokens } = useSuspenseQuery(query(fleetTokens, { org: org.id })).data
  const names = useNames()
  if (tokens.length === 0) return null
  const now = Date.now()
  const columns: Column<FleetToken>[] = [
    {
      ...{ id: 'name', head: words.columns.name, names: true },
      cell: ({ name, approval }) => (
        <>
          <bdi>{toLabel(name, 80)}</bdi>
          {approval && <span className="block text-label font-normal text-ink-3">{words.approvalShort}</span>}
        </>
      ),
    },
    {
      id: 'person',
      head: words.columns.person,
      spare: true,
      cell: ({ userId }) => <bdi>{names.get(userId) ?? words.gone}</bdi>,
    },
    { id: 'uses', head: words.columns.uses, align: 'right', cell: ({ usesLeft }) => formatCount(usesLeft, locale) },
    {
      ...{ id: 'until', head: words.columns.until, spare: true, quiet: true },
      cell: ({ expiresAt }) => formatInstant(expiresAt, locale, zone, 'year'),
    },
    { id: 'state', head: words.columns.state, cell: (token) => <Tag>{words.states[stateOf(token, now)]}</Tag> },
    {
      ...{ id: 'end', head: '', align: 'right' },
      cell: (token) =>
        stateOf(token, now) === 'usable' && (
          <Button small aria-label={words.endNamed(toLabel(token.name, 80))} onClick={() => setEnding(token)}>
            {words.end}
          </Button>
        ),
    },
  ]
  return (
    <Section title={words.tokensTitle} caption={words.tokensCaption}>
      <Table label={words.tokensTitle} columns={columns} rows={[...tokens].reverse()} rowKey={({ id }) => id} />
      <EndToken token={ending} onClose={() => setEnding(undefined)} />
    </Section>
  )
}

function EndToken({ token, onClose }: { readonly token: FleetToken | undefined; readonly onClose: () => void }) {
  const words = useWords(enrolmentWords)
  const locale = useLocale()
  const { org } = useSelf()
  const end = useAction(revokeFleetToken, {
    changes: [fleetTokens],
    onDone: () => {
      toast(words.ended)
      onClose()
    },
  })
  return (
    <Confirm
      title={words.endTitle(toLabel(token?.name ?? '', 60))}
      open={token !== undefined}
      onClose={onClose}
      action={end}
      go={words.end}
      onConfirm={() => token && end.run({ org: org.id, id: token.id })}
    >
      <p className="mb-5">{words.endHint(counted(locale, token?.usesLeft ?? 0, words.computer, words.computers))}</p>
    </Confirm>
  )
}

/** What the people of the organisation are called. */
export function useNames(): ReadonlyMap<string, string> {
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(members, { org: org.id }))
  return new Map(data.members.map(({ id, name }) => [id, toLabel(name, 60)]))
}
