import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { usePrinting } from './use-printing.ts'

/** More rows than this are not all there at once. */
const mostRows = 60
/** So many rows of a table are printed at most: some twenty sheets. */
const mostPrinted = 1000
/** Of a row until the first is there to be measured, in pixels. */
const usualHeight = 41

/**
 * Which rows of a long table can be seen while the page scrolls.
 * @returns `shown` is undefined where all are; `before` and `after` are the heights of what is not there, in pixels; `measure` is
 * the ref of every row that is there, which says its place in `data-index`; `unprinted` is how many rows paper leaves out
 */
export function useRowWindow(count: number) {
  const ref = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(usualHeight)
  // A dialog scrolls by itself, and the page stands still behind it: there all rows are there.
  const [inDialog, setInDialog] = useState(false)
  // Again whenever anything is another: what stands above the table may have grown. Rows that have two lines, as on a phone, are
  // guessed by the first of them, so that the end of the page is where it will be.
  useLayoutEffect(() => {
    if (!ref.current) return
    setInDialog(ref.current.closest('dialog') !== null)
    setTop(Math.round(ref.current.getBoundingClientRect().top + window.scrollY))
    const row = ref.current.querySelector<HTMLElement>('tr[data-index]')
    if (row) setHeight((known) => (known === usualHeight ? row.offsetHeight : known))
  })
  // On paper nobody scrolls.
  const printing = usePrinting()
  const long = count > mostRows && !inDialog && !printing
  const virtual = useWindowVirtualizer({
    count: long ? count : 0,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes that were guessed are guessed anew
  useLayoutEffect(() => virtual.measure(), [height])
  const measure = long ? virtual.measureElement : undefined
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  const unprinted = printing ? Math.max(0, count - mostPrinted) : 0
  if (unprinted > 0) return { ref, measure, shown: { from: 0, to: mostPrinted }, before: 0, after: 0, unprinted }
  if (!long || !first || !last)
    return { ref, measure, shown: long ? { from: 0, to: mostRows } : undefined, before: 0, after: 0, unprinted }
  return {
    ref,
    measure,
    shown: { from: first.index, to: last.index + 1 },
    before: first.start - top,
    after: virtual.getTotalSize() - (last.end - top),
    unprinted,
  }
}
