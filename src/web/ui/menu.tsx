import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

interface MenuProps {
  /** What the button says, for who cannot see what it belongs to. */
  readonly label: string
  readonly children: ReactNode
  readonly items: readonly { readonly text: string; readonly remove?: true; run(): void }[]
}

/** A few things that one can do to one thing, behind a button. */
export const Menu = ({ label, children, items }: MenuProps) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger aria-label={label} className="rounded-control px-2 py-1 text-note text-link hover:underline">
      {children}
    </DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        className="z-10 min-w-40 border border-axis bg-paper py-1 text-cell text-ink"
      >
        {items.map(({ text, remove, run }) => (
          <DropdownMenu.Item
            key={text}
            onSelect={run}
            className={`cursor-pointer px-4 py-2 outline-none data-[highlighted]:bg-track ${remove ? 'text-attn' : ''}`}
          >
            {text}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)
