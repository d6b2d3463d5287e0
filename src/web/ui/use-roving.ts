import { type KeyboardEvent, type RefCallback, useCallback, useRef, useState } from 'react'

/** How far each arrow goes. */
type Steps = Partial<Readonly<Record<'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown', number>>>

/**
 * Many things that are one stop of the tabulator: arrows go from one to the next, Home and End to the ends.
 * @param start which of them it stops at first
 */
export function useRoving(count: number, steps: Steps, start = 0) {
  const [at, setAt] = useState(start)
  const nodes = useRef(new Map<number, HTMLElement>())
  const current = Math.min(at, count - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key as keyof Steps]
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? undefined : current + step
    if (to === undefined || to < 0 || to >= count) return
    event.preventDefault()
    setAt(to)
    nodes.current.get(to)?.focus()
  }
  const keep = useCallback(
    (i: number): RefCallback<HTMLElement> =>
      (node) => {
        if (node) nodes.current.set(i, node)
        else nodes.current.delete(i)
      },
    [],
  )
  return {
    onKeyDown,
    /** What the thing at a place is given. */
    item: (i: number) => ({ ref: keep(i), tabIndex: i === current ? 0 : -1, onFocus: () => setAt(i) }),
  }
}
