import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

/** The room of something that is on its way. */
export const Skeleton = ({ className = '' }: { readonly className?: string }) => (
  <span className={`pulse block bg-track ${className}`} aria-hidden="true" />
)

/** A whole screen that is on its way: its title, a row of figures, a picture and a table. */
export function ScreenSkeleton() {
  const words = useWords(shellWords)
  return (
    <div role="status" aria-label={words.loading}>
      <Skeleton className="h-6 w-44" />
      <Skeleton className="mt-10 h-14 w-60" />
      <div className="mt-8 grid grid-cols-2 gap-6 sm:grid-cols-4">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-14" />
        ))}
      </div>
      <Skeleton className="mt-10 h-56" />
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} className="mt-4 h-8" />
      ))}
    </div>
  )
}
