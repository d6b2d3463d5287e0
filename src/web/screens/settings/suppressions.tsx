import { useState } from 'react'
import { formatInstant } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { channel, liftSuppression } from '../../../protocol/mail.ts'
import { recipients } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/column.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { outWords } from '../../words/settings-mail.ts'
import { suppressedWords, toSuppressedText } from '../../words/suppressed.ts'
import { useLocale, useWords } from '../../words/words.ts'

type Suppression = OutputOf<typeof channel>['suppressions'][number]

interface SuppressionsProps {
  readonly suppressions: readonly Suppression[]
}

/** Addresses that no report goes to, and the way to let them have some again. */
export function Suppressions({ suppressions }: SuppressionsProps) {
  const words = useWords(outWords)
  return (
    <Section title={words.suppressions} caption={words.suppressionsCaption}>
      {suppressions.length === 0 ? (
        <p className="text-ink-2">{words.none}</p>
      ) : (
        <Addresses suppressions={suppressions} />
      )}
    </Section>
  )
}

function Addresses({ suppressions }: SuppressionsProps) {
  const words = useWords(outWords)
  const reasons = useWords(suppressedWords)
  const locale = useLocale()
  const { zone } = useSelf()
  const [lifting, setLifting] = useState<Suppression>()
  const columns: Column<Suppression>[] = [
    {
      ...{ id: 'address', head: words.address, names: true },
      cell: ({ address, reason, detail }) => (
        <>
          <bdi>{toLabel(address, 120)}</bdi>
          <span className="block text-note font-normal text-ink-2">
            <bdi>{toLabel(toSuppressedText(reasons, reason, detail), 300)}</bdi>
          </span>
        </>
      ),
    },
    {
      ...{ id: 'since', head: words.since, quiet: true, spare: true },
      cell: ({ at }) => formatInstant(at, locale, zone, 'year'),
    },
    {
      ...{ id: 'lift', head: '', align: 'right' },
      cell: (one) => (
        <Button small aria-label={words.liftOf(one.address)} onClick={() => setLifting(one)}>
          {words.lift}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Table label={words.suppressions} rows={suppressions} rowKey={({ address }) => address} columns={columns} />
      <Lift suppression={lifting} onClose={() => setLifting(undefined)} />
    </>
  )
}

function Lift({ suppression, onClose }: { readonly suppression: Suppression | undefined; onClose(): void }) {
  const words = useWords(outWords)
  const { org } = useSelf()
  const lift = useAction(liftSuppression, {
    changes: [channel, recipients],
    onDone: () => {
      if (suppression) toast(words.lifted(suppression.address))
      onClose()
    },
  })
  const hint = (reason: string) =>
    reason === 'bounced' || reason === 'complained' ? words.liftHint[reason] : words.liftHint.other
  return (
    <Confirm
      {...{ title: words.liftTitle, go: words.lift, action: lift, open: suppression !== undefined, onClose }}
      onConfirm={() => suppression && lift.run({ org: org.id, address: suppression.address })}
    >
      {suppression && (
        <>
          <p className="mb-2">
            <bdi className="font-semibold">{toLabel(suppression.address, 120)}</bdi>
          </p>
          <p className="mb-6">{hint(suppression.reason)}</p>
        </>
      )}
    </Confirm>
  )
}
