import { useRef, useState } from 'react'
import { partWords } from '../words/parts.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'

interface CommandProps {
  /** What is to be typed, or kept elsewhere, letter by letter. */
  readonly text: string
  /** What is copied, for who cannot see what stands beside the button. */
  readonly label?: string
}

/** Something to be carried to a terminal or kept: it is copied by a button, or selected where the browser lets no page copy. */
export function Command({ text, label = text }: CommandProps) {
  const words = useWords(partWords)
  const code = useRef<HTMLElement>(null)
  const [said, setSaid] = useState<'copied' | 'selected'>()
  const copy = () => {
    // Without TLS a browser has no clipboard for pages.
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    copying.then(
      () => setSaid('copied'),
      () => {
        if (code.current) getSelection()?.selectAllChildren(code.current)
        setSaid('selected')
      },
    )
  }
  return (
    <div className="my-3 flex max-w-[48rem] items-stretch border border-rule bg-ground">
      <pre className="min-w-0 flex-1 px-4 py-3 text-cell whitespace-pre-wrap">
        <code ref={code}>
          <CommandLines text={text} />
        </code>
      </pre>
      <div className="no-print flex shrink-0 items-center border-l border-rule px-2">
        <Button small className="border-transparent" aria-label={`${words.copy}: ${label}`} onClick={copy}>
          {words.copy}
        </Button>
      </div>
      <span aria-live="polite" className={said ? 'self-center pr-3 text-note text-ink-2' : 'sr-only'}>
        {said && words[said]}
      </span>
    </div>
  )
}

/** Lines go on below where they have no room, further in than a line begins, and between words; a word only where it has none for itself. */
const CommandLines = ({ text }: { readonly text: string }) =>
  text.split(/(?<=\n)/).map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
    <span key={i} className="block pl-[2ch] -indent-[2ch]">
      {line.split(/(\s+)/).map((piece, n) =>
        n % 2 === 1 || piece === '' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
          <span key={n} className="inline-block max-w-full indent-0 [overflow-wrap:anywhere]">
            {piece}
          </span>
        ),
      )}
    </span>
  ))
