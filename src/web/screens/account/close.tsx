import { useState } from 'react'
import { formatList } from '../../../core/format.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { Receipt } from '../../../protocol/data-fields.ts'
import { endMembership } from '../../../protocol/orgs.ts'
import { eraseMine } from '../../../protocol/rights.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Lead } from '../../ui/lead.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { accountWords } from '../../words/account.ts'
import { closeWords } from '../../words/account-close.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { PasswordField, usePasswordProblems } from './password.tsx'

/** The end of an account: counted first, then confirmed. */
export function CloseTab() {
  const words = useWords(closeWords)
  const { personal } = useSelf()
  const [receipt, setReceipt] = useState<Receipt>()
  return (
    <>
      <Lead>{words.lead}</Lead>
      <Section title={words.what} caption={words.whatCaption}>
        <ul className="mb-4 max-w-(--measure) list-disc pl-5">
          {words.goes.map((line) => (
            <li key={line} className="mb-1">
              {line}
            </li>
          ))}
        </ul>
        <p className="mb-6 max-w-(--measure) text-ink-2">
          {words.export} <ScreenLink to="myData">{words.toMyData}</ScreenLink>
        </p>
        <Count onCounted={setReceipt} />
        {receipt && <Close receipt={receipt} onClose={() => setReceipt(undefined)} />}
      </Section>
      {!personal && <Leave />}
    </>
  )
}

function Count({ onCounted }: { onCounted(receipt: Receipt): void }) {
  const words = useWords(closeWords)
  const { org } = useSelf()
  const count = useAction(eraseMine, { says: { conflict: words.lastOwner }, onDone: onCounted })
  return (
    <>
      <Button busy={count.busy} onClick={() => count.run({ org: org.id, dryRun: true, account: true })}>
        {words.look}
      </Button>
      <Problem of={count.problem} />
    </>
  )
}

/** `3 computers, 1,204 records and 2 reports` */
function useFigures({ devices, reports, mails }: Receipt): string {
  const words = useWords(closeWords)
  const locale = useLocale()
  const rows = devices.flatMap((device) => Object.values(device.rows)).reduce((sum, n) => sum + n, 0)
  const parts = [
    devices.length > 0 && counted(locale, devices.length, words.computer, words.computers),
    rows > 0 && counted(locale, rows, words.row, words.rows),
    reports > 0 && counted(locale, reports, words.report, words.reports),
    mails > 0 && counted(locale, mails, words.mail, words.mails),
  ].filter((one) => one !== false)
  return parts.length === 0 ? words.nothing : formatList(parts, locale)
}

function Close({ receipt, onClose }: { readonly receipt: Receipt; onClose(): void }) {
  const words = useWords(closeWords)
  const { current } = useWords(accountWords)
  const { org, me } = useSelf()
  const isAlone = me.organisations.length === 1
  const close = useAction(eraseMine, {
    fields: ['current'],
    says: { ...usePasswordProblems(), conflict: words.lastOwner },
    // Whoever was here is nobody any more: the server shows the sign-in.
    onDone: () => location.assign('/'),
  })
  return (
    <Confirm
      {...{ title: words.closeTitle, go: words.close, typed: words.word, action: close, open: true, onClose }}
      onConfirm={({ current: shown }) =>
        close.run({ org: org.id, dryRun: false, account: true, ...(me.hasPassword && { current: shown }) })
      }
    >
      <p className="mb-2">{isAlone ? words.counted : words.countedHere(toLabel(org.name, 80))}</p>
      <p className="mb-4 text-figure">{useFigures(receipt)}</p>
      <p className="mb-6 text-ink-2">{words.closeHint}</p>
      {me.hasPassword && <PasswordField name="current" label={current} problem={close.problemAt('current')} />}
    </Confirm>
  )
}

/** The way out of one organisation. */
function Leave() {
  const words = useWords(closeWords)
  const { org, me } = useSelf()
  const [open, setOpen] = useState(false)
  const name = toLabel(org.name, 80)
  const leave = useAction(endMembership, {
    says: { conflict: words.lastOwner },
    onDone: () => location.assign('/'),
  })
  return (
    <Section title={words.leave(name)} caption={words.leaveCaption}>
      <Button onClick={() => setOpen(true)}>{words.leave(name)}</Button>
      <Confirm
        {...{ title: words.leave(name), go: words.leaveGo, action: leave, open }}
        onClose={() => setOpen(false)}
        onConfirm={() => leave.run({ org: org.id, member: me.id })}
      >
        <p className="mb-6">{words.leaveHint(name)}</p>
      </Confirm>
    </Section>
  )
}
