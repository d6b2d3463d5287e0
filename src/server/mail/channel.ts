/** A mail that is ready to leave: its bytes are final. */
export interface Mail {
  readonly id: string
  /** `2026-10`, or a day; names the file in an outbox. */
  readonly period: string
  /** What it is about, if it is no monthly report. */
  readonly about?: string
  /** As `toAddress` gives them, for the envelope. */
  readonly from: string
  readonly to: string
  readonly bytes: Uint8Array
}

/**
 * What became of a mail.
 * - `sent`: taken over by the other side; `detail` is its answer, or the file's path
 * - `refused`: this mail or its reader was turned down for good; do not try again
 * - `later`: not taken, and surely not delivered; try again
 * - `uncertain`: the connection was lost after the body began; it may have arrived, so it is never sent again by itself
 * - `stopped`: the channel itself is refused or set up wrongly; no other mail will fare better until someone acts
 */
export interface Outcome {
  readonly kind: 'sent' | 'refused' | 'later' | 'uncertain' | 'stopped'
  /** For people: the server's answer or what went wrong, without secrets. */
  readonly detail: string
  /** Of `refused`: there is no such mailbox, and no other mail will find it either. */
  readonly address?: 'unknown'
  /** Of `later`: the server itself could not be reached, or takes nothing now; no other mail would fare better at this moment. */
  readonly away?: true
}

/** A way out for mails. `send` never throws for what happened to a mail: that is its outcome. */
export interface Channel {
  /** The same on every server that shares the channel. */
  readonly name: string
  /** How many mails it takes at the same time; one if not set. */
  readonly atOnce?: number
  /** How many it may be given in a second, by all servers together; any number if not set. */
  readonly perSecond?: number
  send(mail: Mail): Promise<Outcome>
  /** Lets go of what waits for another mail; what is under way ends by itself. */
  close?(): void
}
