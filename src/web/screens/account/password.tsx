import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pageTextsOf } from '../../../core/texts/account-pages.ts'
import { query } from '../../../protocol/client.ts'
import { changePassword, chooseFirstPassword, me, mySignIns, youngSignInMs } from '../../../protocol/me.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Typed } from '../../ui/typed.tsx'
import { accountWords } from '../../words/account.ts'
import { waysWords } from '../../words/account-ways.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** What may be wrong with a password, in the words of the pages that let people in. */
export function usePasswordProblems(): Readonly<Record<string, string>> {
  const { wrongPassword } = useWords(accountWords)
  const { problems } = pageTextsOf(useLocale())
  const { short = '', long = '', common = '', monotonous = '', personal = '', too_many_requests = '' } = problems
  return { short, long, common, monotonous, personal, too_many_requests, forbidden: wrongPassword }
}

interface PasswordFieldProps {
  readonly name: string
  readonly label: string
  readonly isNew?: true
  readonly hint?: string
  readonly problem: string | undefined
  /** Whoever pressed the button before it goes on typing. */
  readonly hasFocus?: true
}

export const PasswordField = ({ isNew, hasFocus, ...rest }: PasswordFieldProps) => (
  <TextField
    type="password"
    autoComplete={isNew ? 'new-password' : 'current-password'}
    required
    {...(hasFocus && { autoFocus: true })}
    {...rest}
  />
)

/** Another password, for who shows the one they have. */
export function ChangePassword() {
  const words = useWords(waysWords)
  const { current } = useWords(accountWords)
  const { email } = useMe()
  /** Another form each time, so that no password stays in it. */
  const [round, setRound] = useState(0)
  const change = useAction(changePassword, {
    changes: [mySignIns],
    fields: ['current', 'password'],
    says: usePasswordProblems(),
    onDone: () => {
      setRound(round + 1)
      toast(words.changed)
    },
  })
  return (
    <Section title={words.password} caption={words.passwordCaption}>
      <Form
        key={round}
        action={change}
        go={words.change}
        onSubmit={({ current = '', password = '' }) => change.run({ current, password })}
      >
        <UserName email={email} />
        <PasswordField name="current" label={current} problem={change.problemAt('current')} />
        <PasswordField
          {...{ name: 'password', label: words.newPassword, hint: words.passwordHint, isNew: true }}
          problem={change.problemAt('password')}
        />
      </Form>
    </Section>
  )
}

/** What a keeper of passwords files the new one under. */
const UserName = ({ email }: { readonly email: string | null }) => (
  <input type="text" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
)

/**
 * The first password of who came by a link or through a provider: a moment after they came. Whoever lost their address chooses
 * another here, at any time, by the password they had.
 */
export function FirstPassword() {
  const words = useWords(waysWords)
  const { current: currentLabel } = useWords(accountWords)
  const { email, awaitedEmail, lostEmail } = useMe()
  /** Where a mail has just been sent: it is made after the answer, so that what is read at once may not know of it. */
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string>()
  const awaited = asked ?? awaitedEmail ?? undefined
  /** Another form each time, so that no password stays in it. */
  const [round, setRound] = useState(0)
  const { data } = useSuspenseQuery(query(mySignIns, {}))
  const signIn = data.signIns.find(({ current }) => current)
  const choose = useAction(chooseFirstPassword, {
    changes: [me, mySignIns],
    fields: ['email', 'current', 'password'],
    says: { ...usePasswordProblems(), old_sign_in: words.tooOldHint.replaceAll('`', ''), conflict: words.taken },
    onDone: () => {
      if (email === null) setAsked(typed)
      setRound(round + 1)
      toast(email === null ? words.proveSent(typed) : words.firstDone)
    },
  })
  const isOld = signIn !== undefined && Date.now() - signIn.createdAt >= youngSignInMs
  if (isOld && !lostEmail && awaited === undefined)
    return (
      <Section title={words.first} caption={words.firstCaption}>
        <Notice title={words.tooOld}>
          <Typed>{words.tooOldHint}</Typed>
        </Notice>
      </Section>
    )
  const isLost = email === null && (lostEmail || awaited !== undefined)
  return (
    <Section title={isLost ? words.another : words.first} caption={isLost ? words.anotherCaption : words.firstCaption}>
      {awaited !== undefined && email === null ? (
        <Notice title={words.awaited(awaited)}>{words.awaitedHint}</Notice>
      ) : (
        lostEmail && (
          <Notice title={words.lost} tone="look">
            {words.lostHint}
          </Notice>
        )
      )}
      <Form
        key={round}
        action={choose}
        go={isLost ? words.nameIt : words.first}
        onSubmit={({ email: named = '', password = '', current }) => {
          setTyped(named)
          choose.run({ password, email: email === null ? named : undefined, current: isOld ? current : undefined })
        }}
      >
        {email === null && (
          <TextField
            {...{ name: 'email', type: 'email', autoComplete: 'username', label: words.email, required: true }}
            problem={choose.problemAt('email')}
          />
        )}
        {isOld && <PasswordField name="current" label={currentLabel} problem={choose.problemAt('current')} />}
        <PasswordField
          {...{ name: 'password', label: words.newPassword, hint: words.passwordHint, isNew: true }}
          problem={choose.problemAt('password')}
        />
      </Form>
    </Section>
  )
}
