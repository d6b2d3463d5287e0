import { type App, unattributed } from '../apps.ts'
import type { Locale } from '../texts/language.ts'

/** An app as it would be on a desktop of today; what it takes is of a usual computer. */
export interface DemoApp {
  readonly key: string
  readonly name: string
  /** Where it has another name there. */
  readonly ptBr: string
  readonly memoryMB: number
  /** Of one core, while it is in front and while it is not. */
  readonly front: number
  readonly back: number
}

const entry = (id: string, name: string, memoryMB: number, front: number, back: number, ptBr = name): DemoApp => ({
  key: `${id}.desktop`,
  name,
  ptBr,
  memoryMB,
  front,
  back,
})
/** Named as an agent names what has no desktop entry: by its file, its package, or as a container. */
const program = (key: string, memoryMB: number, back: number): DemoApp => {
  const last = key.split(/[/:]/).at(-1)!
  const name = key.startsWith('container:') ? `${last} (container)` : last
  return { key, name, ptBr: name, memoryMB, front: back, back }
}

/** What somebody has in front. */
export const desktopApps = {
  firefox: entry('firefox', 'Firefox', 1_450, 0.16, 0.02),
  chrome: entry('google-chrome', 'Google Chrome', 1_700, 0.18, 0.03),
  code: entry('code', 'Visual Studio Code', 1_150, 0.14, 0.02),
  idea: entry('jetbrains-idea', 'IntelliJ IDEA Ultimate', 2_600, 0.3, 0.04),
  zed: entry('dev.zed.Zed', 'Zed', 620, 0.09, 0.01),
  terminal: entry('org.gnome.Terminal', 'Terminal', 95, 0.04, 0.004),
  slack: entry('com.slack.Slack', 'Slack', 720, 0.08, 0.01),
  element: entry('im.riot.Riot', 'Element', 540, 0.07, 0.008),
  zoom: entry('Zoom', 'Zoom', 480, 0.55, 0.01),
  thunderbird: entry('thunderbird', 'Thunderbird', 460, 0.06, 0.006),
  evolution: entry('org.gnome.Evolution', 'Evolution', 380, 0.06, 0.006),
  writer: entry('libreoffice-writer', 'LibreOffice Writer', 430, 0.08, 0.002),
  calc: entry('libreoffice-calc', 'LibreOffice Calc', 520, 0.1, 0.002),
  impress: entry('libreoffice-impress', 'LibreOffice Impress', 470, 0.09, 0.002),
  files: entry('org.gnome.Nautilus', 'Files', 85, 0.03, 0.001, 'Arquivos'),
  reader: entry('org.gnome.Evince', 'Document Viewer', 120, 0.05, 0.001, 'Visualizador de documentos'),
  editor: entry('org.gnome.TextEditor', 'Text Editor', 75, 0.03, 0.001, 'Editor de texto'),
  calculator: entry('org.gnome.Calculator', 'Calculator', 55, 0.02, 0.001, 'Calculadora'),
  settings: entry('org.gnome.Settings', 'Settings', 110, 0.04, 0.001, 'Configurações'),
  monitor: entry('gnome-system-monitor', 'System Monitor', 60, 0.07, 0.02, 'Monitor do sistema'),
  keepass: entry('org.keepassxc.KeePassXC', 'KeePassXC', 140, 0.02, 0.001),
  obsidian: entry('md.obsidian.Obsidian', 'Obsidian', 390, 0.06, 0.005),
  joplin: entry('net.cozic.joplin_desktop', 'Joplin', 410, 0.06, 0.006),
  spotify: entry('com.spotify.Client', 'Spotify', 420, 0.05, 0.02),
  vlc: entry('vlc', 'VLC media player', 210, 0.22, 0.01, 'Reprodutor de mídias VLC'),
  steam: entry('steam', 'Steam', 560, 0.1, 0.02),
  gimp: entry('gimp', 'GNU Image Manipulation Program', 680, 0.2, 0.003, 'Programa de manipulação de imagens GNU'),
  dbeaver: entry('dbeaver', 'DBeaver', 900, 0.1, 0.01),
  inkscape: entry('org.inkscape.Inkscape', 'Inkscape', 420, 0.15, 0.002),
  matlab: entry('matlab', 'MATLAB', 1_900, 0.3, 0.02),
  resolve: entry('com.blackmagicdesign.resolve', 'DaVinci Resolve', 3_200, 0.6, 0.05),
  blender: entry('blender', 'Blender', 900, 0.5, 0.02),
} as const
export type DesktopApp = keyof typeof desktopApps

/** What runs on a desktop without anybody looking at it. */
export const desktopServices: readonly DemoApp[] = [
  program('/usr/bin/gnome-shell', 390, 0.05),
  program('/usr/bin/Xwayland', 110, 0.01),
  program('/usr/bin/pipewire', 28, 0.006),
  program('/usr/bin/wireplumber', 22, 0.001),
  program('/usr/bin/pulseaudio', 20, 0.002),
  program('/usr/bin/dbus-daemon', 8, 0.001),
  program('/usr/lib/systemd/systemd', 14, 0.001),
  program('/usr/bin/gnome-keyring-daemon', 9, 0.0002),
  program('/usr/libexec/gsd-power', 32, 0.0003),
  program('/usr/libexec/gsd-color', 30, 0.0002),
  program('/usr/libexec/gsd-media-keys', 34, 0.0003),
  program('/usr/libexec/goa-daemon', 38, 0.0004),
  program('/usr/libexec/gvfsd', 12, 0.0002),
  program('/usr/libexec/tracker-miner-fs-3', 48, 0.004),
  program('/usr/libexec/evolution-source-registry', 36, 0.0003),
  program('/usr/libexec/evolution-calendar-factory', 44, 0.0004),
  program('/usr/libexec/xdg-desktop-portal', 18, 0.0002),
  program('/usr/libexec/ibus-daemon', 15, 0.002),
  program('/usr/bin/ssh-agent', 5, 0.0001),
  program('npm:usage-audit', 70, 0.0018),
]

/** What a developer's tools start. */
export const developerServices: readonly DemoApp[] = [
  program('/usr/bin/bash', 12, 0.001),
  program('/usr/bin/node', 480, 0.11),
  program('/usr/bin/git', 40, 0.003),
  program('/usr/bin/dockerd', 120, 0.008),
  program('/usr/bin/containerd', 60, 0.004),
  program('container:postgres', 210, 0.012),
  program('npm:vite', 320, 0.03),
  program('npm:typescript-language-server', 690, 0.05),
]

/** What an always-on server runs. */
export const serverServices: readonly DemoApp[] = [
  program('/usr/sbin/nginx', 45, 0.03),
  program('/usr/lib/postgresql/*/bin/postgres', 620, 0.16),
  program('/usr/bin/redis-server', 90, 0.02),
  program('/usr/bin/node', 410, 0.22),
  program('/usr/sbin/sshd', 12, 0.001),
  program('/usr/sbin/cron', 6, 0.0005),
  program('/usr/bin/dockerd', 130, 0.01),
  program('/usr/bin/containerd', 64, 0.005),
  program('/usr/sbin/rsyslogd', 9, 0.001),
  program('/usr/bin/prometheus', 280, 0.03),
  program('/usr/bin/node_exporter', 24, 0.004),
  program('/usr/bin/fail2ban-server', 42, 0.002),
  program('/usr/lib/systemd/systemd', 15, 0.001),
  program('/usr/bin/dbus-daemon', 7, 0.0004),
  program('npm:usage-audit', 68, 0.0015),
]

/** CPU time that no app can be given. */
export const nobody: DemoApp = { ...unattributed, ptBr: unattributed.name, memoryMB: 0, front: 0, back: 0.004 }

/** The app as an agent tells of it where people speak that language. */
export const toApp = ({ key, name, ptBr }: DemoApp, locale: Locale): App => ({
  key,
  name: locale === 'pt-BR' ? ptBr : name,
})
