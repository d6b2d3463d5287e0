import { type ReactNode, useSyncExternalStore } from 'react'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

interface Toast {
  readonly id: number
  readonly text: ReactNode
  readonly tone: 'done' | 'problem'
}

let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function change(to: readonly Toast[]): void {
  toasts = to
  for (const tell of listeners) tell()
}

/** How long a short message stays, in milliseconds: long enough to read two lines; longer where something is to be understood. */
const shownMs = { done: 5_000, problem: 10_000 }

const close = (id: number) => change(toasts.filter((one) => one.id !== id))

/** Says that something was done, or why not, without getting in the way; heard by who listens to the page. */
export function toast(text: ReactNode, tone: Toast['tone'] = 'done'): void {
  const id = next++
  // What is said again is not said twice.
  change([...toasts.filter((one) => one.text !== text).slice(-2), { id, text, tone }])
  setTimeout(() => close(id), shownMs[tone])
}

/** Where those messages stand: in a corner, as forms begin at the left, and each can be put away. */
export function Toasts() {
  const words = useWords(shellWords)
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => toasts,
  )
  return (
    <div
      aria-live="polite"
      className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-20 flex flex-col items-center gap-2 sm:items-end"
    >
      {shown.map(({ id, text, tone }) => (
        <div
          key={id}
          className={`pointer-events-auto flex max-w-[36rem] items-start gap-2 border-l-4 bg-ink pl-4 text-cell text-paper sm:max-w-[24rem] ${tone === 'done' ? 'border-data' : 'border-attn'}`}
        >
          <p className="py-3">{text}</p>
          <button type="button" aria-label={words.close} onClick={() => close(id)} className="px-4 py-3">
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
