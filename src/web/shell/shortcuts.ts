import { useEffect, useRef, useSyncExternalStore } from 'react'

/** A key, or two after one another, and what it does. */
export interface Shortcut {
  /** `/`, `?`, `[`, or `g o`. */
  readonly keys: string
  readonly says: string
  /** Where the list of them has it; without it, among those of this screen. */
  readonly group?: 'everywhere' | 'go'
  run(): void
}

const known = new Map<object, readonly Shortcut[]>()
const listeners = new Set<() => void>()
let all: readonly Shortcut[] = []

function refresh(): void {
  all = [...known.values()].flat()
  for (const tell of listeners) tell()
}

/** Keys that work while a part of the page is there. Nothing happens while somebody types. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const owner = useRef({})
  useEffect(() => {
    const key = owner.current
    known.set(key, shortcuts)
    refresh()
    return () => {
      known.delete(key)
      refresh()
    }
  }, [shortcuts])
}

/** Every shortcut that works now. */
export const useAllShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => all,
  )

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, select, textarea') !== null)

/** How long the second key of two may take, in milliseconds. */
const patienceMs = 1_500

/** Listens for keys, once for the whole page. @returns what ends it */
export function listenForShortcuts(): () => void {
  let first: { readonly key: string; readonly at: number } | undefined
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const before = first && event.timeStamp - first.at < patienceMs ? `${first.key} ` : ''
    first = { key: event.key, at: event.timeStamp }
    const found = all.find(({ keys }) => keys === before + event.key) ?? all.find(({ keys }) => keys === event.key)
    if (!found) return
    event.preventDefault()
    first = undefined
    found.run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
