/** Somebody of the organisation. */
export interface Somebody {
  readonly id: string
  readonly name: string
}
