import type { OutputOf } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { fleet, oneDevice } from '../../../protocol/fleet.ts'

/** What the server says of one computer. */
export type Answer = OutputOf<typeof oneDevice>

/** What is done to a computer, in a dialog. */
export interface ActionProps {
  readonly answer: Answer
  /** As it is shown. */
  readonly name: string
  readonly open: boolean
  onClose(): void
}

/** Answers that are others once something was done to a computer. */
export const changed = [oneDevice, fleet, devices]
