/** What the name of a process's control group tells: desktops and containers put each program into one of its own. */
export interface Group {
  /** Ids that may be of desktop entries, without `.desktop`; most likely first. */
  readonly ids: readonly string[]
  readonly flatpak: string | undefined
  /** `firefox_firefox`, as snap names desktop entries. */
  readonly snap: string | undefined
  readonly isContainer: boolean
}

const container =
  /^(docker-[0-9a-f]{12,64}\.scope|libpod-[0-9a-f]{64}(\.scope)?|(crio|cri-containerd)-[0-9a-f]{12,64}\.scope|lxc\.payload\..+|machine-.+\.scope|kubepods.*)$/
const containerPath = /\/docker\/[0-9a-f]{12,64}|\/lxc\/[^/]+|\/libpod_parent\/libpod-[0-9a-f]{64}/

/** `org.gnome.Foo\x2dBar` → `org.gnome.Foo-Bar`; systemd so keeps its own dashes apart from those of names. */
const withoutEscapes = (text: string) =>
  text.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/**
 * The id in the name of a unit, as systemd's page on desktop environments shapes it:
 *     app[-<launcher>]-<id>-<random>.scope or .slice, app[-<launcher>]-<id>[@<random>].service
 */
function toId(unit: string): string | undefined {
  const [, name, type] = /^app-(.+)\.(scope|slice|service)$/.exec(unit) ?? []
  if (!name) return undefined
  const parts = type === 'service' ? name.replace(/@.*$/, '').split('-') : name.split('-').slice(0, -1)
  return parts.length > 0 ? withoutEscapes(parts.at(-1)!) : undefined
}

/** `snap.firefox.firefox-<uuid>.scope`, with a dot before the uuid in older versions; services too. */
function toSnap(unit: string): string | undefined {
  const [, snap, app] = /^snap\.([\w-]+)\.([\w-]+?)([-.][0-9a-f]{8}-[0-9a-f-]{27}\.scope|\.service)$/.exec(unit) ?? []
  return snap && `${snap}_${app}`
}

/** Reads `/proc/<pid>/cgroup`, whichever version of control groups it tells of. */
export function parseGroup(text: string): Group {
  const paths = text
    .split('\n')
    .filter((line) => /^(0:|\d+:name=systemd):/.test(line))
    .map((line) => line.slice(line.indexOf(':', line.indexOf(':') + 1) + 1))
  const units = paths.flatMap((path) => path.split('/')).reverse()
  const ids = units.map(toId).filter((id) => id !== undefined)
  const flatpaks = units.map((unit) => /^app-flatpak-(.+)-\d+\.scope$/.exec(unit)?.[1]).filter(Boolean)
  return {
    ids,
    flatpak: flatpaks[0] && withoutEscapes(flatpaks[0]),
    snap: units.map(toSnap).find(Boolean),
    isContainer: units.some((unit) => container.test(unit)) || paths.some((path) => containerPath.test(path)),
  }
}
