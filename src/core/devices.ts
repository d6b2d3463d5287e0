/** A device within its organisation. */
export interface DeviceKey {
  readonly orgId: number
  readonly deviceId: number
}
