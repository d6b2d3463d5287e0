import { useState } from 'react'
import type { OutputOf } from '../../../protocol/client.ts'
import { beginTotp, confirmTotp, me, removeTotp, renewRecoveryCodes } from '../../../protocol/me.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Section } from '../../ui/section.tsx'
import { accountWords } from '../../words/account.ts'
import { waysWords } from '../../words/account-ways.ts'
import { counted } from '../../words/count.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { PasswordField, usePasswordProblems } from './password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** From so few on it is said that they run out. */
const few = 3

/** Codes of an app: how they are set up, and how they end. What is secret is known to this part only, as long as it is there. */
export function Codes() {
  const words = useWords(waysWords)
  const { hasPassword, hasTotp } = useMe()
  const [shown, setShown] = useState<readonly string[]>()
  return (
    <Section title={words.codes} caption={words.codesCaption}>
      {shown ? (
        <RecoveryCodes codes={shown} onKept={() => setShown(undefined)} />
      ) : hasTotp ? (
        <CodesOn onCodes={setShown} />
      ) : hasPassword ? (
        <CodesOff onCodes={setShown} />
      ) : (
        <p className="text-ink-2">{words.codesNeedPassword}</p>
      )}
    </Section>
  )
}

interface OnCodes {
  onCodes(codes: readonly string[]): void
}

function CodesOff({ onCodes }: OnCodes) {
  const words = useWords(waysWords)
  const { current } = useWords(accountWords)
  const [proposed, setProposed] = useState<OutputOf<typeof beginTotp>>()
  const begin = useAction(beginTotp, { fields: ['current'], says: usePasswordProblems(), onDone: setProposed })
  const [isAsked, setAsked] = useState(false)
  if (proposed) return <FirstCode proposed={proposed} onCodes={onCodes} />
  if (!isAsked)
    return (
      <>
        <p className="mb-4">{words.codesOff}</p>
        <Button onClick={() => setAsked(true)}>{words.begin}</Button>
      </>
    )
  return (
    <Form action={begin} go={words.begin} onSubmit={({ current = '' }) => begin.run({ current })}>
      <PasswordField name="current" label={current} problem={begin.problemAt('current')} hasFocus />
    </Form>
  )
}

interface FirstCodeProps extends OnCodes {
  readonly proposed: OutputOf<typeof beginTotp>
}

/** As it is typed. */
const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

function FirstCode({ proposed, onCodes }: FirstCodeProps) {
  const words = useWords(waysWords)
  const confirm = useAction(confirmTotp, {
    fields: ['code'],
    changes: [me],
    says: { ...usePasswordProblems(), invalid: words.codeWrong },
    onDone: ({ recoveryCodes }) => onCodes(recoveryCodes),
  })
  return (
    <Form action={confirm} go={words.confirm} onSubmit={({ code = '' }) => confirm.run({ code })}>
      <h3 className="font-semibold">{words.secretTitle}</h3>
      <p className="max-w-(--measure) text-note text-ink-2">{words.secretHint}</p>
      <div className="mt-4">
        <QrCode text={proposed.uri} label={words.qrCode} />
      </div>
      <Command text={proposed.secret} label={words.secret} />
      <p className="mb-3 text-note text-ink-2">
        {words.toType} <span className="font-mono">{inFours(proposed.secret)}</span>
      </p>
      <p className="mb-6 text-note">
        <a href={proposed.uri}>{words.openApp}</a>
      </p>
      <TextField
        {...{ name: 'code', label: words.code, hint: words.codeHint, inputMode: 'numeric' }}
        autoComplete="one-time-code"
        maxLength={10}
        problem={confirm.problemAt('code')}
      />
    </Form>
  )
}

function CodesOn({ onCodes }: OnCodes) {
  const words = useWords(waysWords)
  const { current } = useWords(accountWords)
  const locale = useLocale()
  const { recoveryCodes } = useMe()
  const [asked, setAsked] = useState<'renew' | 'remove'>()
  const close = () => setAsked(undefined)
  const says = usePasswordProblems()
  const renew = useAction(renewRecoveryCodes, {
    ...{ fields: ['current'], changes: [me], says },
    onDone: ({ recoveryCodes: codes }) => {
      close()
      onCodes(codes)
    },
  })
  const remove = useAction(removeTotp, {
    ...{ fields: ['current'], changes: [me], says },
    onDone: () => {
      close()
      toast(words.removed)
    },
  })
  const left = counted(locale, recoveryCodes, words.recoveryCode, words.recoveryCodes)
  const action = asked === 'remove' ? remove : renew
  return (
    <>
      <p className="mb-4">
        {words.codesOn(left)} {recoveryCodes <= few && <span className="text-attn">{words.recoveryFew}</span>}
      </p>
      <div className="flex flex-wrap gap-4">
        <Button onClick={() => setAsked('renew')}>{words.renew}</Button>
        <Button onClick={() => setAsked('remove')}>{words.remove}</Button>
      </div>
      <Confirm
        title={words[asked ?? 'renew']}
        go={words[asked ?? 'renew']}
        open={asked !== undefined}
        onClose={close}
        action={action}
        onConfirm={({ current = '' }) => action.run({ current })}
      >
        <p className="mb-6">{asked === 'remove' ? words.removeHint : words.renewHint(left)}</p>
        <PasswordField name="current" label={current} problem={action.problemAt('current')} />
      </Confirm>
    </>
  )
}
