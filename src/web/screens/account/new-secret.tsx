import { useEffect, useRef } from 'react'
import { toLabel } from '../../../core/view/label.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import type { addClient } from '../../../protocol/clients.ts'
import { tokenPath } from '../../../protocol/oauth.ts'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { programsWords } from '../../words/account-programs.ts'
import { useWords } from '../../words/words.ts'

interface NewSecretProps {
  readonly made: OutputOf<typeof addClient>
  onKept(): void
}

/** What a new program signs in by, shown this once. */
export function NewSecret({ made: { name, id, secret, scopes }, onKept }: NewSecretProps) {
  const words = useWords(programsWords)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const line = `curl -u ${id}:SECRET -d grant_type=client_credentials -d 'scope=${scopes.join(' ')}' ${location.origin}${tokenPath}`
  return (
    <section className="mb-10 border-l-4 border-data pl-4">
      <h2 ref={title} tabIndex={-1} className="text-title">
        <bdi>{words.secretTitle(toLabel(name, 80))}</bdi>
      </h2>
      <p className="max-w-(--measure) text-ink-2">{words.secretHint}</p>
      <p className="mt-4 text-cell font-semibold">{words.clientId}</p>
      <Command text={id} label={words.clientId} />
      <p className="text-cell font-semibold">{words.secret}</p>
      <Command text={secret} label={words.secret} />
      <p className="text-cell">{words.try}</p>
      <Command text={line} label={words.try} />
      <Button kind="main" onClick={onKept}>
        {words.kept}
      </Button>
    </section>
  )
}
