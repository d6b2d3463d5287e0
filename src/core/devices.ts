/** A device within its organisation. */
export interface DeviceKey {
  readonly orgId: number
  readonly deviceId: number
}

/** A device that calls, and the hash of the token that it showed. */
export interface DeviceCaller extends DeviceKey {
  readonly tokenHash: string
}
