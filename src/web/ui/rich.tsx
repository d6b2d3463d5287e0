import type { Rich } from '../../core/texts/language.ts'

/** A sentence of core's, with what it stresses. */
export const RichText = ({ children }: { readonly children: Rich }) =>
  children.map((piece, i) =>
    // A sentence's pieces have no name and never move.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    typeof piece === 'string' ? piece : <strong key={i}>{piece.strong}</strong>,
  )
