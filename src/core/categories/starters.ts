import type { Category, Rule, Ruleset } from './rules.ts'
import type { StarterKey, StarterRule } from './starter-names.ts'
import { desktopStarters } from './starters-desktop.ts'
import { developmentStarters } from './starters-development.ts'

const tree: readonly (readonly [key: StarterKey, parent?: StarterKey])[] = [
  ['work'],
  ['documents', 'work'],
  ['spreadsheets', 'work'],
  ['presentations', 'work'],
  ['notes', 'work'],
  ['data-analysis', 'work'],
  ['business', 'work'],
  ['communication'],
  ['mail', 'communication'],
  ['chat', 'communication'],
  ['meetings', 'communication'],
  ['web'],
  ['development'],
  ['editors', 'development'],
  ['terminals', 'development'],
  ['databases', 'development'],
  ['development-tools', 'development'],
  ['design'],
  ['images', 'design'],
  ['video-audio', 'design'],
  ['models-3d', 'design'],
  ['leisure'],
  ['media', 'leisure'],
  ['games', 'leisure'],
  ['social', 'leisure'],
  ['utilities'],
  ['files', 'utilities'],
  ['security', 'utilities'],
  ['remote-access', 'utilities'],
  ['system'],
]

/** What a browser shows, where titles are recorded. */
const siteStarters: readonly StarterRule[] = [
  {
    category: 'mail',
    parent: 'web',
    title: 'gmail|outlook|proton mail|roundcube|zimbra|webmail|google calendar|google agenda',
  },
  { category: 'chat', parent: 'web', title: 'whatsapp|slack|telegram web|discord|google chat' },
  { category: 'meetings', parent: 'web', title: 'google meet|zoom meeting|microsoft teams|jitsi' },
  { category: 'documents', parent: 'web', title: 'google docs|documentos google|overleaf' },
  { category: 'spreadsheets', parent: 'web', title: 'google sheets|planilhas google' },
  { category: 'presentations', parent: 'web', title: 'google slides|apresentações google' },
  {
    category: 'development',
    parent: 'web',
    title: 'github|gitlab|stack overflow|bitbucket|localhost:',
  },
  { category: 'design', parent: 'web', title: 'figma' },
  {
    category: 'media',
    parent: 'web',
    title: 'youtube|netflix|prime video|disney+|globoplay|spotify|twitch|deezer|hbo max',
  },
  {
    category: 'social',
    parent: 'web',
    title: 'facebook|instagram|linkedin|tiktok|reddit|mastodon|bluesky|pinterest',
  },
  { category: 'business', parent: 'web', title: 'e-cac|gov.br|nota fiscal|conta azul' },
]

const join = (patterns: string | undefined) =>
  patterns
    ?.split('|')
    .map((each) => each.trim())
    .join('|') ?? null

/** The categories and rules that an organisation begins with. */
export function toStarters(): Ruleset {
  const ids = new Map(tree.map(([key], i) => [key, i + 1]))
  const categories = tree.map(
    ([key, parent], i): Category => ({ id: i + 1, parentId: parent ? ids.get(parent)! : null, key, name: null }),
  )
  const rules = [...siteStarters, ...desktopStarters, ...developmentStarters, ...lastStarters].map(
    ({ category, parent, ...given }, i): Rule => ({
      id: tree.length + 1 + i,
      categoryId: ids.get(category)!,
      app: join(given.app),
      path: join(given.path),
      title: join(given.title),
      domain: null,
      parentId: parent ? ids.get(parent)! : null,
    }),
  )
  return { revision: 1, lastId: tree.length + rules.length, categories, rules }
}

/** What is left of what came with the system. */
const lastStarters: readonly StarterRule[] = [
  {
    category: 'system',
    app: 'npm:usage-audit|dbus-*|gnome-*|org.gnome.*|org.kde.*|xdg-*|com.apple.*|systemd*',
  },
  {
    category: 'system',
    path: `
      /usr/lib/*|/usr/lib64/*|/usr/libexec/*|/usr/sbin/*|/sbin/*|/usr/bin/pipewire*|/usr/bin/pulseaudio|
      /usr/bin/wireplumber|/usr/bin/xwayland|/usr/bin/ibus*|/usr/bin/xorg|/usr/bin/fcitx*|/usr/bin/kwin*|
      /usr/bin/plasma*|/usr/bin/ssh-agent|/usr/bin/gpg-agent|/system/*|c:\\windows\\*|
      c:\\program files\\windows defender\\*|windowsapps\\microsoft.windows.*|windowsapps\\microsoftwindows.*`,
  },
]
