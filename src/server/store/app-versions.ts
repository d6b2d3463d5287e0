import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { InstalledDetail } from '../../protocol/batches.ts'
import type { appVersion } from '../../protocol/usage-shapes.ts'
import type { Device } from './devices.ts'
import type { Store } from './store.ts'

/** Which versions of an app were found installed, device by device; ascending. A version that came back is told again. */
export async function readVersions(
  { db, t: { spans: s, streams } }: Store,
  devices: readonly Device[],
  subjectId: number,
): Promise<z.output<typeof appVersion>[]> {
  const versions: z.output<typeof appVersion>[] = []
  for (const { orgId, id, name: device } of devices) {
    const ofDevice = and(eq(s.orgId, orgId), eq(s.deviceId, id), eq(s.source, 'installed'))
    const rows = await db
      .select({ start: s.start, detail: s.detail, aheadMs: streams.clockAheadMs })
      .from(s)
      .innerJoin(streams, and(eq(streams.orgId, s.orgId), eq(streams.id, s.streamId)))
      .where(and(ofDevice, eq(s.subjectId, subjectId)))
      .orderBy(asc(s.start))
    const own: z.output<typeof appVersion>[] = []
    for (const { start, detail, aheadMs } of rows) {
      const version = (detail as InstalledDetail | null)?.version ?? null
      const at = start - aheadMs
      const last = own.at(-1)
      if (last?.version === version) last.lastAt = at
      else own.push({ device, version, firstAt: at, lastAt: at })
    }
    versions.push(...own)
  }
  return versions
}
