import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** Opens an address in the person's browser, if there is a desktop to do it on; the address is printed anyway. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const desktop = env.DISPLAY || env.WAYLAND_DISPLAY ? (['xdg-open'] as const) : undefined
  const [command, ...args] = openers[process.platform] ?? desktop ?? []
  if (!command) return
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
