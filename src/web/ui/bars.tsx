/** How much of the largest something is: a thin bar under its name. `share` goes from 0 to 1. */
export const Bar = ({ share }: { readonly share: number }) => (
  <span className="mt-[6px] block h-[6px] bg-track" aria-hidden="true">
    <i className="block h-full bg-data" style={{ width: `${Math.max(share > 0 ? 0.5 : 0, share * 100)}%` }} />
  </span>
)

const [width, height] = [72, 22]

/**
 * The shape of some months, the last at full strength. It has its own scale and no words: figures stand beside it. Null is unknown
 * and stays empty; a month without use is a stub.
 */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const step = width / Math.max(values.length, 1)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" className="block">
      {values.map((value, i) => {
        if (value === null) return null
        const tall = value === 0 ? 1 : Math.max(1, ((height - 1) * value) / most)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place
            key={i}
            x={i * step}
            y={height - tall}
            width={step * 0.7}
            height={tall}
            fill={value === 0 ? 'var(--hatch)' : 'var(--data)'}
            opacity={value === 0 || i === values.length - 1 ? 1 : 0.72}
          />
        )
      })}
    </svg>
  )
}

/** A difference, from a line in the middle: more to the right, solid; less to the left, outlined. `share` goes from -1 to 1. */
export const Difference = ({ share }: { readonly share: number }) => (
  <span className="diff" aria-hidden="true">
    <i className={share < 0 ? 'less' : 'more'} style={{ width: `${Math.abs(share) * 50}%` }} />
  </span>
)
