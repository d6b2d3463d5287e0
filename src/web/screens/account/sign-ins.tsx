import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { nameBrowser } from '../../../core/browser-name.ts'
import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { endOtherSignIns, endSignIn, mySignIns } from '../../../protocol/me.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { accountWords } from '../../words/account.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'

type SignIn = OutputOf<typeof mySignIns>['signIns'][number]

/** Every browser that is signed in, and the end of it. */
export function SignInsTab() {
  const words = useWords(accountWords)
  const locale = useLocale()
  const { data } = useSuspenseQuery(query(mySignIns, {}))
  const all = data.signIns.length
  const browsers = (n: number) => counted(locale, n, words.one, words.other)
  return (
    <>
      <Lead>{all === 1 ? words.leadOne : words.lead(browsers(all))}</Lead>
      <Section title={words.tabs['sign-ins']} caption={all > 1 ? words.unknown : undefined}>
        <SignIns signIns={data.signIns} />
        <div className="mt-6 flex flex-wrap items-center gap-4">
          {all > 1 && <EndOthers browsers={browsers(all - 1)} toCount={browsers} />}
          <form method="post" action="/sign-out">
            <Button type="submit" title={words.signOutHint}>
              {words.signOut}
            </Button>
          </form>
        </div>
      </Section>
    </>
  )
}

const browserOf = ({ browser }: SignIn) => toLabel(nameBrowser(browser), 80) || '?'

function SignIns({ signIns }: { readonly signIns: readonly SignIn[] }) {
  const words = useWords(accountWords)
  const locale = useLocale()
  const { zone } = useMe()
  const end = useAction(endSignIn, { changes: [mySignIns], onDone: () => toast(words.ended) })
  const toWay = (method: string) =>
    method === 'password' || method === 'link' ? words.methods[method] : words.methods.provider
  const columns: Column<SignIn>[] = [
    {
      ...{ id: 'browser', head: words.browser, names: true },
      cell: (one) => (
        <>
          <bdi className={one.current ? 'font-semibold' : ''}>{browserOf(one)}</bdi>
          {one.current && <span className="block text-note font-normal text-ink-2">{words.here}</span>}
        </>
      ),
    },
    { ...{ id: 'way', head: words.way, quiet: true, spare: true }, cell: ({ method }) => toWay(method) },
    {
      ...{ id: 'address', head: words.address, quiet: true, spare: true },
      cell: ({ address }) => <bdi>{toLabel(address, 60)}</bdi>,
    },
    {
      ...{ id: 'since', head: words.since, quiet: true, spare: true },
      cell: ({ createdAt }) => formatInstant(createdAt, locale, zone, 'year'),
    },
    {
      ...{ id: 'used', head: words.lastUsed },
      cell: ({ lastUsedAt, current }) => (current ? words.now : formatInstant(lastUsedAt, locale, zone, 'year')),
    },
    {
      ...{ id: 'end', head: '', align: 'right' },
      cell: (one) =>
        !one.current && (
          <Button
            small
            busy={end.busy}
            aria-label={words.endOf(browserOf(one))}
            onClick={() => end.run({ id: one.id })}
          >
            {words.end}
          </Button>
        ),
    },
  ]
  return (
    <>
      <Problem of={end.problem} />
      <Table label={words.tabs['sign-ins']} rows={signIns} rowKey={({ id }) => id} columns={columns} />
    </>
  )
}

interface EndOthersProps {
  /** How many there are besides this one. */
  readonly browsers: string
  toCount(n: number): string
}

function EndOthers({ browsers, toCount }: EndOthersProps) {
  const words = useWords(accountWords)
  const [open, setOpen] = useState(false)
  const end = useAction(endOtherSignIns, {
    changes: [mySignIns],
    onDone: ({ ended }) => {
      setOpen(false)
      toast(words.othersEnded(toCount(ended)))
    },
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.endOthers}</Button>
      <Confirm
        {...{ title: words.endOthers, go: words.endOthers, action: end, open }}
        onClose={() => setOpen(false)}
        onConfirm={() => end.run({})}
      >
        <p className="mb-6">{words.endOthersHint(browsers)}</p>
      </Confirm>
    </>
  )
}
