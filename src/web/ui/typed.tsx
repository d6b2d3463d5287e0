/** A sentence in which words between back quotes are what one types. */
export const Typed = ({ children }: { readonly children: string }) =>
  children.split('`').map((piece, i) =>
    // A sentence's pieces have no name and never move.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    i % 2 === 0 ? piece : <code key={i}>{piece}</code>,
  )
