import { type Census, findParent, type Seen } from './seen.ts'

/**
 * Whether a process, at first sight or after it became another app, brought its app to life: none of its ancestors is of the app.
 *
 *     shell → editor → editor → shell      a launch of editor, none for its child, and a shell within a shell is none
 */
export function isLaunch(census: Census, seen: Seen): boolean {
  const { key } = seen.process.app
  // Parents cannot form a ring, but samples are taken while processes come and go, and not every system is careful.
  const passed = new Set<Seen>([seen])
  for (let at = findParent(census, seen); at && !passed.has(at); at = findParent(census, at)) {
    if (at.process.app.key === key) return false
    passed.add(at)
  }
  return true
}
