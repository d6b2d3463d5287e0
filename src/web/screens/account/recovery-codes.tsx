import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { waysWords } from '../../words/account-ways.ts'
import { useWords } from '../../words/words.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  onKept(): void
}

/** Codes that are shown this once: to be copied, or saved as a file, and only then closed. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const words = useWords(waysWords)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const text = codes.join('\n')
  return (
    <div className="border-l-4 border-data pl-4">
      <h3 ref={title} tabIndex={-1} className="font-semibold">
        {words.shownTitle}
      </h3>
      <p className="max-w-(--measure) text-ink-2">{words.shownHint}</p>
      <Command text={text} label={words.shownAll} />
      <div className="no-print flex flex-wrap items-center gap-4">
        <SaveText text={`${text}\n`} name={`${words.file}.txt`}>
          {words.save}
        </SaveText>
        <Button kind="main" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </div>
  )
}

interface SaveTextProps {
  readonly text: string
  readonly name: string
  readonly children: string
}

/** A file of this page’s own: it comes from no address, and is gone with the page. */
function SaveText({ text, name, children }: SaveTextProps) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [text])
  return (
    <a href={url} download={name} className="text-cell">
      {children}
    </a>
  )
}
