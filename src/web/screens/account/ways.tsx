import { useSuspenseQuery } from '@tanstack/react-query'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { askVerification, myProviders } from '../../../protocol/me.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { Table } from '../../ui/table.tsx'
import { waysWords } from '../../words/account-ways.ts'
import { useWords } from '../../words/words.ts'
import { Codes } from './codes.tsx'
import { ChangePassword, FirstPassword } from './password.tsx'

/** Address, password, codes, and who else vouches. */
export function WaysTab() {
  const words = useWords(waysWords)
  const { hasPassword, hasTotp, email, awaitedEmail, lostEmail } = useMe()
  const { data } = useSuspenseQuery(query(myProviders, {}))
  const provider = data.providers.find(({ linked }) => linked)
  const lead = hasPassword
    ? words.lead[hasTotp ? 'codes' : 'password']
    : provider
      ? words.leadProvider(toLabel(provider.label, 60))
      : lostEmail
        ? words.leadLost
        : awaitedEmail !== null
          ? words.leadAwaits
          : words.leadWithout
  return (
    <>
      <Lead>{lead}</Lead>
      {hasPassword ? <ChangePassword /> : <FirstPassword />}
      {email !== null && <Address email={email} />}
      <Codes />
      {data.providers.length > 0 && <Providers providers={data.providers} />}
    </>
  )
}

function Address({ email }: { readonly email: string }) {
  const words = useWords(waysWords)
  const { emailVerified } = useMe()
  const ask = useAction(askVerification, { onDone: () => toast(words.proveSent(email)) })
  return (
    <Section title={words.address} caption={words.addressCaption}>
      <p>
        <bdi className="font-semibold">{email}</bdi>
      </p>
      <p className="mb-4 max-w-(--measure) text-ink-2">{emailVerified ? words.proved : words.notProved}</p>
      {!emailVerified && (
        <Button busy={ask.busy} onClick={() => ask.run({})}>
          {words.prove}
        </Button>
      )}
      <Problem of={ask.problem} />
    </Section>
  )
}

interface Provider {
  readonly name: string
  readonly label: string
  readonly linked: boolean
  readonly path: string
}

/** A page of its own asks for the password and leads to the provider. */
function Providers({ providers }: { readonly providers: readonly Provider[] }) {
  const words = useWords(waysWords)
  return (
    <Section title={words.providers} caption={words.providersCaption}>
      <Table
        label={words.providers}
        rows={providers}
        rowKey={({ name }) => name}
        columns={[
          { id: 'label', head: '', names: true, cell: ({ label }) => <bdi>{toLabel(label, 80)}</bdi> },
          { id: 'state', head: '', cell: ({ linked }) => (linked ? words.linked : words.notLinked) },
          {
            ...{ id: 'change', head: '', align: 'right' },
            cell: ({ label, linked, path }) => (
              <a href={path} aria-label={linked ? words.unlinkOf(label) : words.linkOf(label)}>
                {linked ? words.unlink : words.link}
              </a>
            ),
          },
        ]}
      />
    </Section>
  )
}
