import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

/** How long a browser may take to read the file. */
const readMs = 30_000

/**
 * Opens an address that holds a secret in the person's browser, if there is a desktop to do it on. The command line of a program
 * is for everyone to read, so the browser is given a file that only this account reads and that leads on.
 */
export function openBrowser(url: string, folder: string, env: Readonly<Record<string, string | undefined>>): void {
  const desktop = env.DISPLAY || env.WAYLAND_DISPLAY ? (['xdg-open'] as const) : undefined
  const [command, ...args] = openers[process.platform] ?? desktop ?? []
  if (!command) return
  const file = join(folder, 'open-report.html')
  writeFileSync(file, `<!DOCTYPE html><meta http-equiv="refresh" content="0;url=${url}">`, { mode: 0o600 })
  setTimeout(() => rmSync(file, { force: true }), readMs).unref()
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
