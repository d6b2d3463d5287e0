/** How much of what was due is recorded; the rest is unknown, and hatched. */
export const CoverageBar = ({ coverage }: { readonly coverage: number | null }) =>
  coverage === null ? null : (
    <span className="mt-[6px] flex h-[6px] min-w-12 bg-(image:--unrecorded)" aria-hidden="true">
      <i className="block h-full bg-data" style={{ width: `${coverage * 100}%` }} />
    </span>
  )
