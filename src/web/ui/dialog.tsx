import { type ReactNode, useEffect, useId, useRef } from 'react'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

interface DialogProps {
  readonly title: string
  readonly open: boolean
  onClose(): void
  /** As wide as what stands in it needs. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Whoever opens a dialog to fill something in begins there. */
const fields = 'form :is(input, select, textarea):not([type="hidden"])'

/**
 * The browser's own dialog: it keeps the focus, closes by Escape and gives the focus back. A click beside it does nothing: what was
 * typed in it, and a secret that is shown once, would be gone.
 */
export function Dialog({ title, open, onClose, wide = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const words = useWords(shellWords)
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) {
      dialog.showModal()
      const first = dialog.querySelector<HTMLElement>('[autofocus]') ?? dialog.querySelector<HTMLElement>(fields)
      first?.focus()
    }
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      className={`m-auto max-h-[85dvh] w-full overflow-auto border border-axis bg-paper p-0 text-ink ${wide ? 'max-w-[52rem]' : 'max-w-[34rem]'}`}
    >
      {open && (
        <div className="p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={id} className="text-title">
              {title}
            </h2>
            <button type="button" onClick={onClose} className="-m-2 p-2 text-note text-link" aria-label={words.close}>
              {words.close}
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
