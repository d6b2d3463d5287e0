import { type HeatPicture, heatClass, heatLimits } from '../../core/view/picture.ts'

/** When in the week somebody is active: an hour a cell, the stronger the more; hatched where no such hour was recorded. */
export const HeatMap = ({ picture: { rows, unit, missing, alternative } }: { readonly picture: HeatPicture }) => (
  <figure>
    <div className="heat" role="img" aria-label={alternative}>
      {rows.map(({ label, hours, weekend }) => (
        <div key={label} className="contents">
          <span className={weekend ? 'text-ink-3' : 'text-ink-2'}>{label}</span>
          {hours.map((minutes, hour) => (
            <i
              // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
              key={hour}
              {...(minutes === null
                ? { className: 'unknown' }
                : { style: { background: `var(--heat-${heatClass(minutes)})` } })}
            />
          ))}
        </div>
      ))}
    </div>
    <div className="heat-hours" aria-hidden="true">
      {[0, 6, 12, 18, 24].map((hour) => (
        <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
          {hour}
        </span>
      ))}
    </div>
    <div className="ramp" aria-hidden="true">
      {heatLimits.map((limit, i) => (
        <span key={limit}>
          <i style={{ background: `var(--heat-${i})` }} />
          {i === heatLimits.length - 1 ? `${limit}+` : limit}
        </span>
      ))}
      <em>{unit}</em>
      {missing !== undefined && (
        <em className="ramp-missing">
          <i className="bg-unrecorded" />
          {missing}
        </em>
      )}
    </div>
  </figure>
)
