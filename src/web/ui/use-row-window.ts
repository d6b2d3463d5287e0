import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'

/** More rows than this are not all there at once. */
const mostRows = 60
/** Of a row that nobody has seen yet; whoever is shown is measured. */
const rowHeight = 41

/**
 * Which rows of a long table can be seen while the page scrolls.
 * @returns `shown` is undefined where all are; `before` and `after` are the heights of what is not there, in pixels; `measure` is
 * the ref of every row that is there, which says its place in `data-index`
 */
export function useRowWindow(count: number) {
  const ref = useRef<HTMLTableElement>(null)
  const [top, setTop] = useState(0)
  // Again whenever anything is another: what stands above the table may have grown.
  useLayoutEffect(() => {
    if (ref.current) setTop(Math.round(ref.current.getBoundingClientRect().top + window.scrollY))
  })
  const long = count > mostRows
  const virtual = useWindowVirtualizer({
    count: long ? count : 0,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  })
  const measure = long ? virtual.measureElement : undefined
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  if (!long || !first || !last)
    return { ref, measure, shown: long ? { from: 0, to: mostRows } : undefined, before: 0, after: 0 }
  return {
    ref,
    measure,
    shown: { from: first.index, to: last.index + 1 },
    before: first.start - top,
    after: virtual.getTotalSize() - (last.end - top),
  }
}
