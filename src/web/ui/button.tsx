import type { ButtonHTMLAttributes } from 'react'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one thing to do here is filled; what removes for good says so in colour. */
  readonly kind?: 'main' | 'plain' | 'remove'
  /** It is on its way: nothing more can be pressed. */
  readonly busy?: boolean
  readonly small?: boolean
}

const looks = {
  main: 'border-transparent bg-button text-button-ink font-semibold hover:brightness-110',
  plain: 'border-axis bg-paper text-ink hover:border-ink-2',
  remove: 'border-attn bg-paper text-attn font-semibold hover:bg-attn-soft',
} as const

/** Something to press. */
export function Button({
  kind = 'plain',
  busy = false,
  small = false,
  className = '',
  disabled,
  ...rest
}: ButtonProps) {
  const size = small ? 'px-[10px] py-[5px] text-note' : 'px-4 py-[9px] text-cell'
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy}
      className={`rounded-control border text-center disabled:opacity-55 ${size} ${looks[kind]} ${className}`}
    />
  )
}
