/*
 * What is known beforehand of programs, to tell them apart as people do. Data only: what is added here needs no code.
 */

/** Programs that are there to run others, so that a desktop entry that starts one says nothing about it. */
export const starters =
  /^((ba|da|z|k|fi)?sh|busybox|env|nice|python[\d.]*|pypy[\d.]*|perl[\d.]*|ruby[\d.]*|node|nodejs|bun|deno|php[\d.]*|lua[\d.]*|java|javaw|mono|dotnet|wine\d*|wine-.*|gjs|gjs-console|tclsh[\d.]*|wish[\d.]*|electron\d*|flatpak|snap|pkexec|sudo|su|gksu|kdesu|xdg-open|gtk-launch|gapplication|dbus-launch|dbus-send|dbus-run-session|systemd-run|gamemoderun|toolbox|distrobox|distrobox-enter)$/

/** How an interpreter's command line tells what it runs. Letters are options of one dash, words whole arguments. */
export interface Interpreter {
  readonly names: RegExp
  /** `posix`: options, then the program. The others have ways of their own. */
  readonly style: 'posix' | 'java' | 'electron' | 'wine'
  /** The program comes as text or from a pipe: there is no file. */
  readonly code?: string
  /** What follows is a module's name. */
  readonly module?: string
  /** Takes a value: the rest of its argument, or the next one. */
  readonly valued?: string
  /** May be followed by a value in the same argument. */
  readonly attached?: string
  readonly codeWords?: readonly string[]
  readonly valuedWords?: readonly string[]
  /** Words of its own before the program, as in `deno run x.ts`. */
  readonly verbs?: readonly string[]
  /** How much of the command line is read; class paths of Java are long, and the program comes after. */
  readonly readBytes?: number
}

export const interpreters: readonly Interpreter[] = [
  {
    names: /^(python|pypy)[\d.]*$/,
    style: 'posix',
    code: 'c',
    module: 'm',
    valued: 'WX',
    valuedWords: ['--check-hash-based-pycs'],
  },
  {
    names: /^(node|nodejs)$/,
    style: 'posix',
    code: 'ep',
    valued: 'rC',
    codeWords: ['--eval', '--print', '--test'],
    valuedWords: [
      '--require',
      '--import',
      '--loader',
      '--experimental-loader',
      '--conditions',
      '--env-file',
      '--env-file-if-exists',
      '--icu-data-dir',
      '--title',
    ],
  },
  { names: /^(bun|deno)$/, style: 'posix', codeWords: ['eval', 'repl'], verbs: ['run', 'serve', 'bench', 'test', 'x'] },
  {
    names: /^((ba|da|z|k|mk|fi|a)?sh|rbash|busybox)$/,
    style: 'posix',
    code: 'cs',
    valued: 'oO',
    valuedWords: ['--rcfile', '--init-file'],
    verbs: ['sh', 'ash'],
  },
  { names: /^perl[\d.]*$/, style: 'posix', code: 'eE', valued: 'I', attached: 'MmxCdDFil0V' },
  { names: /^ruby[\d.]*$/, style: 'posix', code: 'e', valued: 'ICEr', attached: 'KTWxF0i' },
  { names: /^php[\d.]*$/, style: 'posix', code: 'rBRES', valued: 'cdzt' },
  { names: /^lua(jit)?[\d.]*$/, style: 'posix', code: 'e', valued: 'l' },
  { names: /^(tclsh|wish)[\d.]*$/, style: 'posix' },
  {
    names: /^gjs(-console)?$/,
    style: 'posix',
    code: 'c',
    valued: 'I',
    codeWords: ['--command'],
    valuedWords: ['--include-path', '--coverage-prefix', '--coverage-output'],
  },
  { names: /^mono(-sgen)?$/, style: 'posix', attached: 'O', valuedWords: ['--config'] },
  {
    names: /^dotnet$/,
    style: 'posix',
    verbs: ['exec'],
    valuedWords: ['--runtimeconfig', '--depsfile', '--fx-version'],
  },
  { names: /^javaw?$/, style: 'java', readBytes: 131_072 },
  { names: /^electron\d*$/, style: 'electron' },
  { names: /^wine(64)?(-preloader|-stable|-staging|-development)?[\d.]*$/, style: 'wine' },
]

/** Options of Java that take the next argument. */
export const javaValued: ReadonlySet<string> = new Set(
  ['-cp', '-classpath', '--class-path', '-p', '--module-path', '--upgrade-module-path'].concat(
    ['--add-modules', '--add-exports', '--add-opens', '--add-reads', '--enable-native-access', '--source'],
    ['--limit-modules', '--patch-module'],
  ),
)

/** Programs of Windows that Wine itself brings. */
export const wineOwn =
  /^(wineboot|winedevice|services|plugplay|explorer|rpcss|svchost|conhost|start|winemenubuilder|tabtip|wineconsole)\.exe$/i

/** Parts of other programs that lie where all may use them: they are of the app that started them. */
export const sharedHelpers =
  /^(WebKit(Web|Network|GPU|Plugin)Process|QtWebEngineProcess|xdg-dbus-proxy|bwrap|flatpak-spawn|zypak-(helper|sandbox)|chrome-sandbox|(chrome_)?crashpad_handler|plugin-container|glycin-[\w-]+|gst-plugin-scanner|fusermount3?|kioslave\d?|kioworker)$/

/** Names of scripts that say nothing without their folder. */
export const plainScripts =
  /^(__main__|main|index|cli|app|bin|run|start|launch|launcher|server|manage|setup|entrypoint|gui|bootstrap|application|program)(\.\w+)?$/i

/** The same of classes of Java. */
export const plainClasses = /^(main|launcher|launch|app|application|bootstrap\w*|entrypoint|start)$/i

/** Where scripts are made for one use: they are their interpreter, or there would be a new app at every start. */
export const tempFolders: readonly string[] = ['/tmp', '/var/tmp', '/dev/shm', '/run/user']

/**
 * What changes in a path with each update, so that an app stays the same one. Each is applied to the whole path, in this order; `*` stands
 * for what was there.
 */
export const changing: readonly (readonly [RegExp, string])[] = [
  [/^\/(nix|gnu)\/store\/[0-9a-z]{32}-/, '/$1/store/*-'],
  [/(?<=\/)([0-9a-f]{16,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\/)/g, '*'],
  [/^(\/snap\/[^/]+)\/x?\d+(?=\/)/, '$1/*'],
  [/^\/tmp\/go-build\d+\//, '/tmp/go-build*/'],
  [/^(\/memfd:[^/]*?)[0-9a-f]{8,}$/, '$1*'],
  [/(?<=\/deps\/[^/]+-)[0-9a-f]{16}$/, '*'],
  // Names of languages: python3.11 → python3, ruby3.1 → ruby.
  [/(?<=\/)(python|pypy)(\d)[\d.]*(?=\/|$)/g, '$1$2'],
  [/(?<=\/)(ruby|perl|php|lua|tclsh|wish|guile|electron)\d[\d.]*(?=\/|$)/g, '$1'],
  [/(?<=[/-])(gcc|g\+\+|cpp|clang|clang\+\+|clangd)-\d+$/, '$1'],
  [/(?<=\/(?:java|jdk|jre|openjdk|graalvm)-)\d+(?=[-/])/, '*'],
  // In a folder's name from the version on, in a file's name up to its suffix.
  [/(?<=[/@_-])v?\d+(\.\d+)+[^/]*(?=\/)/g, '*'],
  [/(?<=[@_-])v?\d+(\.\d+)+[^/]*?(?=(\.(AppImage|jar|exe|dll|sh|py|pyz|pl|rb|js|mjs|run|bin))?$)/i, '*'],
  // A folder that is only a number is a version where programs lie, and somebody's own in a home.
  [/(?<=^\/(?:usr|opt|srv)\/.*\/)\d+(?=\/)/g, '*'],
]

/** Gives apps that their path does not name the name that people know; the person's own rules come first. */
export const knownApps: readonly { readonly match: string; readonly key: string; readonly name: string }[] = [
  'net.minecraft.client.main.Main',
  'net.minecraft.launchwrapper.Launch',
  'net.fabricmc.loader.impl.launch.knot.KnotClient',
  'org.quiltmc.loader.impl.launch.knot.KnotClient',
  'cpw.mods.bootstraplauncher.BootstrapLauncher',
  'cpw.mods.modlauncher.Launcher',
  'org.prismlauncher.EntryPoint',
].map((main) => ({ match: `java ${main}`, key: 'minecraft', name: 'Minecraft' }))

const systemFolders = ['', '/usr', '/usr/local'].flatMap((root) =>
  ['', '/bin', '/sbin', '/lib', '/lib64', '/lib32', '/libexec', '/share', '/games'].map((folder) => root + folder),
)

/** Folders in which many programs lie: no desktop entry has one for itself. */
export const sharedFolders: readonly string[] = [
  ...systemFolders,
  ...['/', '/opt', '/opt/bin', '/home', '/root', '/tmp', '/run', '/var', '/snap', '/nix/store'],
]
export const sharedHomeFolders: readonly string[] = ['', '/bin', '/.local', '/.local/bin', '/.local/share'].concat([
  '/.local/lib',
  '/go/bin',
  '/.cargo/bin',
  '/Applications',
  '/AppImages',
  '/Downloads',
  '/Desktop',
])
/** Multiarch folders, and Java runtimes, which belong to whoever runs on them. */
export const sharedShape = /^\/usr\/lib\/([^/]+-linux-[^/]+|jvm\/.*|jvm)$/

/** Folders of a program's parts, below which its own folder is meant. */
export const partFolders: ReadonlySet<string> = new Set(['bin', 'sbin', 'lib', 'libexec', 'program'])
/** Where a program may have a folder named like it. */
export const homesOfPrograms: readonly string[] = [
  '/usr/lib',
  '/usr/lib64',
  '/usr/libexec',
  '/usr/share',
  '/usr/share/games',
  '/usr/local/lib',
  '/usr/local/share',
  '/opt',
]
