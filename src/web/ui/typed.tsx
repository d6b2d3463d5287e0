/** A sentence in which words between back quotes are what one types. */
export const Typed = ({ children }: { readonly children: string }) =>
  children.split('`').map((piece, i) =>
    i % 2 === 0 ? (
      piece
    ) : (
      // As one word: an option that goes on behind its hyphen is read as two.
      // biome-ignore lint/suspicious/noArrayIndexKey: a sentence's pieces have no name and never move
      <code key={i} className="inline-block max-w-full">
        {piece}
      </code>
    ),
  )
