import type { Sheet } from './sheet.ts'

/** A piece of a page that is not broken: a line of a table, a picture, a paragraph. */
export interface Block {
  /** Points. */
  readonly height: number
  /** Room above it, but not at the top of a page. */
  readonly above?: number
  /** Stays with the block behind it: a heading, the head of a table. */
  readonly keep?: true
  /** Printed again above it where it begins a page. */
  readonly repeat?: { readonly height: number; print(sheet: Sheet, y: number): void }
  print(sheet: Sheet, y: number): void
}

/** Blocks that belong together, and the room they take. */
function toGroups(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  let open = false
  for (const block of blocks) {
    if (open) groups.at(-1)!.push(block)
    else groups.push([block])
    open = block.keep === true
  }
  return groups
}

/** The room of blocks below each other. */
export const heightOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { height, above = 0 }, i) => sum + height + (i === 0 ? 0 : above), 0)

/** Prints blocks one below the other, and goes on on a new page where one does not fit; what is kept together is not parted. */
export function flow(sheet: Sheet, blocks: readonly Block[]): void {
  for (const group of toGroups(blocks)) {
    const above = group[0]?.above ?? 0
    if (sheet.y > sheet.top && sheet.y + above + heightOf(group) > sheet.bottom) {
      sheet.doc.addPage()
      sheet.y = sheet.top
    }
    for (const block of group) print(sheet, block)
  }
}

function print(sheet: Sheet, block: Block): void {
  const isTop = sheet.y <= sheet.top
  if (isTop && block.repeat) {
    block.repeat.print(sheet, sheet.y)
    sheet.y += block.repeat.height
  }
  sheet.y += isTop ? 0 : (block.above ?? 0)
  block.print(sheet, sheet.y)
  sheet.y += block.height
}
