import type { PointerEvent } from 'react'

/** So near the edge of the window something dragged makes the page scroll, in pixels; and so far at a time. */
const [edge, stride] = [72, 14]

const strideAt = (y: number) => (y < edge ? -stride : y > innerHeight - edge ? stride : 0)

const isLower = ({ top, bottom }: DOMRect, y: number) => y > (top + bottom) / 2

interface DragOptions {
  /** What rows are found by: the attribute that has their id. */
  readonly mark: string
  /** The pointer is over a row, in its lower half or its upper one. */
  onOver(id: number, lower: boolean): void
  /** It was let go of; `keep` is false where it was broken off. */
  onEnd(keep: boolean): void
}

/** Follows a pointer that has taken hold of a row until it lets go of it. */
export function followPointer(event: PointerEvent, { mark, onOver, onEnd }: DragOptions): void {
  const x = event.clientX
  let y = event.clientY
  let frame = 0
  const stop = new AbortController()
  const follow = () => {
    scrollBy(0, strideAt(y))
    const row = document.elementFromPoint(x, y)?.closest(`[${mark}]`)
    if (row) onOver(Number(row.getAttribute(mark)), isLower(row.getBoundingClientRect(), y))
    frame = requestAnimationFrame(follow)
  }
  const end = (keep: boolean) => {
    cancelAnimationFrame(frame)
    stop.abort()
    onEnd(keep)
  }
  const { signal } = stop
  addEventListener('pointermove', (moved) => (y = moved.clientY), { signal })
  addEventListener('pointerup', () => end(true), { signal })
  addEventListener('pointercancel', () => end(false), { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal })
  frame = requestAnimationFrame(follow)
}
