import { hasProgram, runProgram, SetUpError, step } from './say.js'

/** Programs that tests use and npm does not bring: any of the names will do, `apt` is the package that has it. */
const tools = [
  { names: ['Xvfb'], apt: 'xvfb', for: 'tests of the desktop' },
  { names: ['openbox'], apt: 'openbox', for: 'tests of the desktop' },
  { names: ['xdotool'], apt: 'xdotool', for: 'tests of the desktop' },
  { names: ['xterm'], apt: 'xterm', for: 'tests of the desktop' },
  { names: ['sway'], apt: 'sway', for: 'tests of the desktop' },
  { names: ['foot'], apt: 'foot', for: 'tests of the desktop' },
  { names: ['wtype'], apt: 'wtype', for: 'tests of the desktop' },
  { names: ['Xwayland'], apt: 'xwayland', for: 'tests of the desktop' },
  { names: ['dbus-daemon'], apt: 'dbus-daemon', for: 'tests of the desktop' },
  { names: ['bwrap'], apt: 'bubblewrap', for: 'tests of sandboxed programs' },
  { names: ['python3'], apt: 'python3', for: 'tests of scripts' },
  { names: ['zsh'], apt: 'zsh', for: 'tests of completion' },
  { names: ['fish'], apt: 'fish', for: 'tests of completion' },
  { names: ['chromium'], apt: 'chromium', for: 'tests in a browser' },
  { names: ['strace'], apt: 'strace', for: 'tests of what the agent starts' },
  { names: ['systemd-analyze'], apt: 'systemd', for: 'tests of the service' },
]

/** On a bare CI machine installs what tests need; elsewhere says what is missing, for nobody likes a surprise sudo. */
export function installTools() {
  const missing = tools.filter(({ names }) => !names.some(hasProgram))
  if (missing.length === 0) return
  const packages = missing.map(({ apt }) => apt)
  if (!(process.env.CI && process.getuid?.() === 0 && hasProgram('apt-get'))) {
    for (const { apt, for: purpose } of missing)
      console.error(`usage-audit: ${purpose} are skipped without ${apt}: sudo apt install ${apt}`)
    return
  }
  step(`installing ${packages.join(', ')}`, () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const update = runProgram('apt-get', ['update', '-q'], { env })
    const install = runProgram('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env })
    if (!install.ok)
      throw new SetUpError(
        `apt-get could not install ${packages.join(', ')}:\n${(update.ok ? '' : update.output) + install.output}`,
      )
  })
}
