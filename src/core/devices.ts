/** A device within its organisation. */
export interface DeviceKey {
  readonly orgId: number
  readonly deviceId: number
}

/** A device that calls, and the hash of the token that it showed. */
export interface DeviceCaller extends DeviceKey {
  readonly tokenHash: string
}

/** Whether a device does what it is there for. */
export type DeviceState = 'reporting' | 'silent' | 'never_seen' | 'revoked'

/**
 * @param enrolled whether it has a token
 * @param silentAfterMs without an upload for this long it is silent; the server cannot tell a computer that is switched off from
 * one whose agent was removed
 */
export function toDeviceState(
  { lastSeenAt, enrolled }: { readonly lastSeenAt: number | null; readonly enrolled: boolean },
  now: number,
  silentAfterMs: number,
): DeviceState {
  if (!enrolled) return 'revoked'
  if (lastSeenAt === null) return 'never_seen'
  return now - lastSeenAt > silentAfterMs ? 'silent' : 'reporting'
}
