import { useSuspenseQuery } from '@tanstack/react-query'
import { nameBrowser } from '../../../core/browser-name.ts'
import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { endSignIn, mySignIns } from '../../../protocol/me.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Table } from '../../ui/table.tsx'
import { accountWords } from '../../words/account.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** Every browser that is signed in, and the end of it. */
export function SignInsTab() {
  const words = useWords(accountWords)
  const locale = useLocale()
  const { zone } = useMe()
  const { data } = useSuspenseQuery(query(mySignIns, {}))
  const end = useAction(endSignIn, { changes: [mySignIns] })
  return (
    <Table
      label={words.tabs['sign-ins']}
      rows={data.signIns}
      rowKey={({ id }) => id}
      columns={[
        {
          ...{ id: 'browser', head: '', names: true },
          cell: ({ browser }) => <bdi>{toLabel(nameBrowser(browser), 80) || '?'}</bdi>,
        },
        {
          ...{ id: 'used', head: words.lastUsed },
          cell: ({ lastUsedAt, current }) => (current ? words.here : formatInstant(lastUsedAt, locale, zone, 'year')),
        },
        {
          ...{ id: 'end', head: '', align: 'right' },
          cell: ({ id, current }) =>
            !current && (
              <Button small busy={end.busy} onClick={() => end.run({ id })}>
                {words.end}
              </Button>
            ),
        },
      ]}
    />
  )
}
