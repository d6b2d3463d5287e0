import { type FocusEvent, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { followPointer } from './drag.ts'

/** What is looked for in the page: a row, and what it is taken hold of by. */
export const rowMark = 'data-row'
const gripMark = 'data-grip'

interface ReorderOptions {
  /** The ids of the rows as they are. */
  readonly ids: readonly number[]
  /** What was put down somewhere else, and the order now. */
  onPut(id: number, order: readonly number[]): void
  /** Heard by who cannot see: where it is now, counted from nought. */
  onTell(what: 'held' | 'moved' | 'put' | 'left', place: number): void
}

interface Held {
  readonly id: number
  readonly order: readonly number[]
}

/** An order in which one is at another place. */
export const withPlace = (order: readonly number[], id: number, place: number): readonly number[] =>
  order.filter((one) => one !== id).toSpliced(Math.max(0, Math.min(order.length - 1, place)), 0, id)

/** Where a key takes what is at a place. */
const places: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * Rows that are put into another order: taken hold of by a key, moved by arrows and put down, or dragged. Until it is put down nothing
 * is changed, and Escape leaves it where it was.
 */
export function useReorder({ ids, onPut, onTell }: ReorderOptions) {
  const [held, setHeld] = useState<Held>()
  const dragging = useRef(false)
  const latest = useRef(held)
  useEffect(() => {
    latest.current = held
  })
  useKeptFocus(held, dragging)
  const take = (id: number) => {
    setHeld({ id, order: ids })
    onTell('held', ids.indexOf(id))
  }
  const moveTo = ({ id, order }: Held, place: number) => {
    const next = withPlace(order, id, place)
    if (next.indexOf(id) === order.indexOf(id)) return
    setHeld({ id, order: next })
    onTell('moved', next.indexOf(id))
  }
  const end = ({ id, order }: Held, keep: boolean) => {
    setHeld(undefined)
    const changed = keep && order.some((one, i) => one !== ids[i])
    onTell(changed ? 'put' : 'left', (changed ? order : ids).indexOf(id))
    if (changed) onPut(id, order)
  }
  const onKey = (id: number, key: string): boolean => {
    const acts = key === 'Enter' || key === ' '
    if (!held && acts) take(id)
    else if (held && (acts || key === 'Escape')) end(held, acts)
    else if (held && places[key]) moveTo(held, places[key](held.order.indexOf(id), held.order.length))
    else return false
    return true
  }
  const onPointerDown = (id: number, event: PointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    dragging.current = true
    take(id)
    followPointer(event, {
      mark: rowMark,
      onOver: (over, lower) => {
        const now = latest.current
        if (!now) return
        const [from, to] = [now.order.indexOf(id), now.order.indexOf(over)]
        // Rows are not all as tall: one is passed when its middle is, or they would change places for ever.
        if (to > from === lower) moveTo(now, to)
      },
      onEnd: (keep) => {
        dragging.current = false
        if (latest.current) end(latest.current, keep)
      },
    })
  }
  return {
    held: held?.id,
    order: held?.order ?? ids,
    /** What a row's grip is given. */
    grip: (id: number) => ({
      [gripMark]: id,
      'aria-pressed': held?.id === id,
      onKeyDown: (event: KeyboardEvent) => {
        if (!onKey(id, event.key)) return
        event.preventDefault()
        event.stopPropagation()
      },
      onPointerDown: (event: PointerEvent) => onPointerDown(id, event),
      // Whoever goes elsewhere has let go of it; a row that only moves has the focus again at once.
      onBlur: ({ relatedTarget }: FocusEvent) => held?.id === id && relatedTarget !== null && end(held, false),
    }),
  }
}

/** A row that moves takes the focus along; of a long list it may come into the page only after that has scrolled. */
function useKeptFocus(held: Held | undefined, dragging: { readonly current: boolean }) {
  useEffect(() => {
    if (!held || dragging.current) return
    const grip = document.querySelector<HTMLElement>(`[${gripMark}="${held.id}"]`)
    if (!grip) return scrollTo(0, held.order[0] === held.id ? 0 : document.body.scrollHeight)
    if (document.activeElement !== grip) grip.focus({ preventScroll: true })
    grip.scrollIntoView({ block: 'nearest' })
  })
}
