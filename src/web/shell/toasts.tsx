import { useSyncExternalStore } from 'react'

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'done' | 'problem'
}

let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

function change(to: readonly Toast[]): void {
  toasts = to
  for (const tell of listeners) tell()
}

/** How long a short message stays, in milliseconds; long enough to read two lines. */
const shownMs = 6_000

/** Says that something was done, or why not, without getting in the way; heard by who listens to the page. */
export function toast(text: string, tone: Toast['tone'] = 'done'): void {
  const id = next++
  change([...toasts.slice(-2), { id, text, tone }])
  setTimeout(() => change(toasts.filter((one) => one.id !== id)), shownMs)
}

/** Where those messages stand. */
export function Toasts() {
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
      className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-20 flex flex-col items-center gap-2"
    >
      {shown.map(({ id, text, tone }) => (
        <p
          key={id}
          className={`max-w-[36rem] border-l-4 bg-ink px-4 py-3 text-cell text-paper ${tone === 'done' ? 'border-data' : 'border-attn'}`}
        >
          {text}
        </p>
      ))}
    </div>
  )
}
