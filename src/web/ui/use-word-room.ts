import { type RefObject, useLayoutEffect, useRef } from 'react'
import { longestWords } from './words-of.ts'

/**
 * Keeps the columns of text in a table as wide as their longest word, so that the others give way before a word breaks. Where even
 * then it has no room, first the columns that name nothing break their words, then those that do.
 * @param windowed not all rows are there: what was seen before counts as well
 */
export function useWordRoom(ref: RefObject<HTMLTableElement | null>, windowed = false): void {
  const width = useRef(0)
  // What is below the heads may be another with anything.
  useLayoutEffect(() => {
    if (ref.current) giveRoom(ref.current, windowed, false)
  })
  useLayoutEffect(() => {
    const table = ref.current
    const around = table?.parentElement
    if (!table || !around) return
    const watcher = new ResizeObserver(() => {
      if (around.clientWidth === width.current) return
      width.current = around.clientWidth
      giveRoom(table, windowed, true)
    })
    watcher.observe(around)
    return () => watcher.disconnect()
  }, [ref, windowed])
}

function giveRoom(table: HTMLTableElement, windowed: boolean, anew: boolean): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  const rows = [...(table.tBodies[0]?.rows ?? [])]
  const wanted = heads.map((head, i) => {
    if (head.classList.contains('text-right')) return ''
    const known = windowed ? [head.dataset.found ?? ''] : []
    return longestWords([...known, ...rows.flatMap((row) => textsOf(row.cells[i]).map(({ data }) => data))]).join('\n')
  })
  if (!anew && heads.every((head, i) => (head.dataset.found ?? '') === wanted[i])) return
  const indents = heads.map((_, i) => (wanted[i] ? Math.max(0, ...rows.map((row) => indentOf(row.cells[i]))) : 0))
  heads.forEach((head, i) => {
    if (!wanted[i] && head.dataset.found === undefined) return
    head.dataset.found = wanted[i]
    head.dataset.words = wanted[i]
    head.style.setProperty('--word-indent', `${indents[i]}px`)
  })
  giveWay(table, heads, rows)
}

/** Where that is more than there is room for: first columns stand closer, then words break, those of names last. */
function giveWay(table: HTMLTableElement, heads: readonly HTMLElement[], rows: readonly HTMLTableRowElement[]): void {
  const breakWords = (naming: boolean) => () =>
    heads.forEach((head, i) => {
      if (rows.some((row) => row.cells[i]?.tagName === 'TH') === naming) delete head.dataset.words
    })
  const stand = (closer: boolean) => () => table.toggleAttribute('data-close', closer)
  const around = table.parentElement
  // What goes sideways by itself has room enough for names.
  const last = around && getComputedStyle(around).overflowX === 'auto' ? [] : [breakWords(true)]
  for (const step of [stand(false), stand(true), breakWords(false), ...last]) {
    step()
    if (table.offsetWidth <= (around?.clientWidth ?? 0)) return
  }
}

/** Not seen, or only where there is little room; smaller print below or beside a name may break. */
const spared = 'option, .sr-only, .text-note, .text-label, [class*="sm:hidden"]'

/** The texts of a cell that are to have room. */
function textsOf(cell: Element | undefined): Text[] {
  if (!cell) return []
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    if (!text.parentElement?.closest(spared)) texts.push(text)
  }
  return texts
}

/** How far the text of a cell stands from where it could begin, as behind a square of colour, in pixels. */
function indentOf(cell: HTMLElement | undefined): number {
  const [first] = textsOf(cell)
  if (!cell || !first) return 0
  const range = document.createRange()
  range.selectNodeContents(first)
  const box = range.getClientRects()[0]
  if (!box) return 0
  return Math.round(
    box.left - cell.getBoundingClientRect().left - Number.parseFloat(getComputedStyle(cell).paddingLeft),
  )
}
