/** How much of what was due is recorded; the rest is unknown, and hatched. */
export const CoverageBar = ({ coverage }: { readonly coverage: number | null }) =>
  coverage === null ? null : (
    <span className="mt-[6px] flex h-[6px] min-w-12" aria-hidden="true">
      <i className="bg-data" style={{ width: `${coverage * 100}%` }} />
      <i className="flex-1 bg-(image:--unrecorded)" />
    </span>
  )
