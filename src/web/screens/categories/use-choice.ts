import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ruleSuggestions } from '../../../protocol/categories.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { appName } from '../../data/names.ts'
import { useSelf } from '../../data/self.ts'
import { counted } from '../../words/count.ts'
import { unsortedWords } from '../../words/unsorted.ts'
import { useWords } from '../../words/words.ts'
import { isPlainKey, toAcceptEdits } from './rule-edits.ts'
import type { TreeRow } from './tree.ts'
import { useRulesChange } from './use-rules.ts'

export type UnsortedApp = OutputOf<typeof ruleSuggestions>['apps'][number]

/** What was chosen for each app, which are selected, and what accepts them. */
export type Choice = ReturnType<typeof useChoice>

export function useChoice(apps: readonly UnsortedApp[], tree: readonly TreeRow[], revision: number) {
  const words = useWords(unsortedWords)
  const { locale } = useSelf()
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map())
  const [marked, select] = useState<readonly string[]>([])
  const table = useRef<HTMLDivElement>(null)
  const next = useRef<string>(undefined)
  const nameOf = (key: string) => appName(apps.find((one) => one.key === key) ?? { key, name: key })
  const into = (key: string) => chosen.get(key) ?? apps.find((one) => one.key === key)?.suggestion?.categoryId
  const ready = (key: string) => into(key) !== undefined && isPlainKey(key)
  const { change, busy, problem } = useRulesChange()
  const accept = (keys: readonly string[]) => {
    const taken = keys.filter(ready)
    const [first] = taken
    if (first === undefined || busy) return
    next.current = apps.slice(apps.findIndex(({ key }) => key === first)).find(({ key }) => !taken.includes(key))?.key
    const category = tree.find(({ id }) => id === into(first))?.label ?? ''
    const done =
      taken.length === 1
        ? words.done({ app: nameOf(first), category })
        : words.doneSeveral(counted(locale, taken.length, words.app, words.apps))
    change(toAcceptEdits(new Map(taken.map((key) => [key, into(key)!]))), revision, done)
  }
  // Whoever sorts by keys goes on with the next one.
  useEffect(() => {
    if (next.current === undefined || apps.some(({ key }) => marked.includes(key))) return
    boxOf(table.current, next.current)?.focus()
    next.current = undefined
  })
  const selected = marked.filter((key) => apps.some((one) => one.key === key) && ready(key))
  const acts: Acts = {
    step: (key, by) => boxOf(table.current, apps[apps.findIndex((one) => one.key === key) + by]?.key)?.focus(),
    accept: (key) => accept(selected.includes(key) ? selected : [key]),
  }
  return {
    /** @param suggested what one key selects */
    onKeyDown: (suggested: readonly string[]) => (event: KeyboardEvent) =>
      handleKey(event, { ...acts, all: () => select(selected.length > 0 ? [] : suggested) }),
    ...{ table, selected, select, ready, into, accept, busy, problem },
    choose: (key: string, category: number) => setChosen((old) => new Map(old).set(key, category)),
    toggle: (key: string) => select((old) => (old.includes(key) ? old.filter((one) => one !== key) : [...old, key])),
  }
}

interface Acts {
  step(key: string, by: number): void
  accept(key: string): void
}

/** Keys on the boxes of apps; those that no act belongs to do what they always do. */
function handleKey(event: KeyboardEvent, { step, accept, all }: Acts & { all(): void }): void {
  const key = boxKeyOf(event)
  const by = steps[event.key]
  if (key === undefined) return
  if (by !== undefined) step(key, by)
  else if (event.key === 'Enter') accept(key)
  else if (event.key === 'a') all()
  else return
  event.preventDefault()
}

/** The app whose box a plain key was pressed on. */
function boxKeyOf({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  const box = target as HTMLInputElement
  return box.type !== 'checkbox' || ctrlKey || metaKey || altKey ? undefined : box.value
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

const boxOf = (table: HTMLElement | null, key: string | undefined) =>
  key === undefined
    ? undefined
    : [...(table?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])].find((box) => box.value === key)
