/** What is typed into a field whose value stands elsewhere a moment later, such as in the address. */
export interface Typing {
  readonly text: string
  /** What stood there when it was looked at last. */
  readonly seen: string
  /** What was sent there and has not arrived, oldest first. */
  readonly sent: readonly string[]
}

export const startTyping = (value: string): Typing => ({ text: value, seen: value, sent: [] })

/** What stands there now: as it was sent, somebody may have typed on meanwhile; changed by something else, the field follows. */
export function followValue(typing: Typing, value: string): Typing {
  if (value === typing.seen) return typing
  const at = typing.sent.indexOf(value)
  // Of several that were sent shortly after each other, only the last may arrive.
  return at === -1 ? startTyping(value) : { ...typing, seen: value, sent: typing.sent.slice(at + 1) }
}
