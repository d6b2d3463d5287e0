interface ColumnsChartProps {
  readonly items: readonly {
    readonly id: string
    /** Under the column. */
    readonly label: string
    /** Null is unknown and hatched. */
    readonly value: number | null
    /** Over the column. */
    readonly figure: string
  }[]
  /** The one that is looked at now. */
  readonly current?: string
  /** In words; a table with the figures stands beside it. */
  readonly alternative: string
}

/** A few columns with their figures, the one that is looked at at full strength. */
export function ColumnsChart({ items, current, alternative }: ColumnsChartProps) {
  const most = Math.max(1, ...items.map(({ value }) => value ?? 0))
  return (
    <div role="img" aria-label={alternative} className="columns">
      {items.map(({ id, label, value, figure }) => (
        <div key={id} data-current={current === undefined || id === current}>
          <span className="column-room">
            {value === null ? (
              <i className="bg-unrecorded" style={{ height: '40%' }} />
            ) : (
              <>
                <b>{figure}</b>
                <i className="bg-data" style={{ height: `${(value / most) * 80}%` }} />
              </>
            )}
          </span>
          <em>{label}</em>
        </div>
      ))}
    </div>
  )
}
