/** A sentence in pieces, so that each form can stress what is `strong` in its own way. */
export type Rich = readonly (string | { readonly strong: string })[]
