import { type PointerEvent, useRef, useState } from 'react'
import type { Interval } from '../../core/spans.ts'

/** A stretch on a line. */
export interface Mark extends Interval {
  readonly look: 'app' | 'missing' | 'active' | 'watching' | 'idle' | 'locked' | 'asleep' | 'paused'
  /** Of an app: its colour, by number. */
  readonly color?: number
  /** What it is, shown when somebody points at it. */
  readonly title: string
  /** What stands in it where there is room. */
  readonly text?: string
}

interface TimelineRow {
  readonly id: number
  readonly name: string
  /** The upper line and the lower one. */
  readonly lanes: readonly (readonly Mark[])[]
  /** The row in words, for who sees no picture. */
  readonly alternative: string
}

interface TimelineProps {
  readonly span: Interval
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly rows: readonly TimelineRow[]
  onSelect(span: Interval): void
  onMove(steps: number): void
}

/** A wipe over less than this share is a click. */
const leastShare = 0.01

/** From this share of the width on, a stretch has room for its name. */
const roomForText = 0.07

/** Stretches on lines beneath the clock. A part that is wiped over is looked at more closely. */
export function Timeline({ span, ticks, rows, onSelect, onMove }: TimelineProps) {
  const length = span.end - span.start
  const toShare = (at: number) => (at - span.start) / length
  const place = (at: number) => `${toShare(at) * 100}%`
  const wipe = useWipe((from, to) => onSelect({ start: span.start + from * length, end: span.start + to * length }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that one can move through
    <div
      role="group"
      aria-label={rows.map(({ alternative }) => alternative).join(' ')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move it
      tabIndex={0}
      className="timeline"
      onKeyDown={({ key }) => (key === 'ArrowLeft' ? onMove(-1) : key === 'ArrowRight' ? onMove(1) : undefined)}
    >
      <div className="timeline-plot" {...wipe.handlers}>
        {ticks.map(({ at, label }, i) => (
          <span
            key={at}
            className={`tick ${i % 2 ? 'minor' : ''} ${toShare(at) > 0.95 ? 'last' : ''}`}
            style={{ left: place(at) }}
          >
            <b>{label}</b>
          </span>
        ))}
        {rows.map(({ id, name, lanes }) => (
          <div key={id} className="timeline-row">
            <p>{name}</p>
            {lanes.map((marks, lane) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <div key={lane} className={lane === 0 ? 'lane' : 'lane low'}>
                {marks.map((mark) => (
                  <MarkBox key={`${mark.look} ${mark.start}`} mark={mark} span={span} toShare={toShare} />
                ))}
              </div>
            ))}
          </div>
        ))}
        {wipe.shares && (
          <i
            className="wipe"
            style={{ left: `${wipe.shares[0] * 100}%`, width: `${(wipe.shares[1] - wipe.shares[0]) * 100}%` }}
          />
        )}
      </div>
    </div>
  )
}

interface MarkBoxProps {
  readonly mark: Mark
  readonly span: Interval
  toShare(at: number): number
}

function MarkBox({ mark, span, toShare }: MarkBoxProps) {
  const { look, color, title, text } = mark
  if (mark.end <= span.start || mark.start >= span.end) return null
  const from = Math.max(0, toShare(mark.start))
  const width = Math.min(1, toShare(mark.end)) - from
  return (
    <i
      className={`mark ${look}`}
      title={title}
      style={{
        ...{ left: `${from * 100}%`, width: `${width * 100}%` },
        ...(color !== undefined && { background: `var(--cat-${color})`, color: `var(--on-cat-${color})` }),
      }}
    >
      {text !== undefined && width > roomForText && <span>{text}</span>}
    </i>
  )
}

/** A wipe of the pointer from one place to another, as shares of the width. */
function useWipe(onEnd: (from: number, to: number) => void) {
  const start = useRef<number>(undefined)
  const [shares, setShares] = useState<readonly [number, number]>()
  const shareOf = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (clientX - left) / width))
  }
  const end = () => {
    start.current = undefined
    setShares(undefined)
    if (shares && shares[1] - shares[0] > leastShare) onEnd(...shares)
  }
  return {
    shares,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType === 'mouse' && event.button === 0) start.current = shareOf(event)
      },
      onPointerMove: (event: PointerEvent) => {
        if (start.current === undefined) return
        const at = shareOf(event)
        setShares([Math.min(start.current, at), Math.max(start.current, at)])
      },
      onPointerUp: end,
      onPointerLeave: end,
    },
  }
}
