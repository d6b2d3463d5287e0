import { posix } from 'node:path'
import type { App } from '../../core/apps.ts'
import { resolveProgram } from './app-index.ts'
import { type Interpreter, sharedHelpers } from './app-table.ts'
import type { Apps } from './apps-of.ts'
import { findInterpreter, findRunning } from './interpreters.ts'
import type { ProcessFacts } from './proc-facts.ts'

/** What a process says of its program; `exe` is empty if its path cannot be read. All of it may be hostile. */
export interface ProcessIdentity {
  readonly pid: number
  readonly exe: string
  readonly name: string
  /** What else can be asked of it, where the system tells. */
  readonly facts?: ProcessFacts | undefined
}

/** How much of a command line is read. */
const commandLineBytes = 4096

/** Which app a process is, by all that the system tells: where it runs first, then its program, then what that runs. */
export function toProcessApp({ exe, name }: ProcessIdentity, facts: ProcessFacts, apps: Apps): App {
  if (!exe.startsWith('/')) return ofUnreadable(name, facts, apps)
  if (facts.isElsewhere()) {
    const flatpak = facts.flatpak()
    if (flatpak) return apps.ofId(flatpak)
    // Sandboxes, as of web pages, see parts of this system; what runs from other files is of a container.
    if (!facts.executes(exe)) return apps.ofContainer(posix.basename(exe))
  }
  return ofProgram(exe, facts, apps)
}

function ofProgram(exe: string, facts: ProcessFacts, apps: Apps): App {
  const claimed = apps.ofClaimed(exe)
  if (claimed) return claimed
  const program = posix.basename(exe)
  if (sharedHelpers.test(program)) return ofHelper(facts, apps) ?? apps.ofFile(exe)
  const interpreter = findInterpreter(program)
  if (interpreter) return ofInterpreted(interpreter, program, facts, apps) ?? apps.ofFile(exe)
  const { snap } = exe.startsWith('/snap/') ? facts.group() : {}
  return (snap && apps.ofKnownId(snap)) || apps.ofFile(exe)
}

/** A helper of Flatpak is of the sandbox that it keeps, all others are of who started them. */
function ofHelper(facts: ProcessFacts, apps: Apps): App | undefined {
  const { flatpak } = facts.group()
  return flatpak ? apps.ofId(flatpak) : facts.parent()
}

function ofInterpreted(interpreter: Interpreter, program: string, facts: ProcessFacts, apps: Apps): App | undefined {
  const running = findRunning(interpreter, facts.argv(interpreter.readBytes ?? commandLineBytes))
  if (running?.kind === 'part') return facts.parent()
  if (running?.kind === 'windows') return apps.ofWindowsProgram(running.exe)
  if (running?.kind === 'file') return apps.ofScript(posix.resolve(facts.cwd() || '/', running.path))
  // A program of the desktop that no file tells: it is the one whose group of processes this is.
  const grouped = apps.ofInterpretedId(facts.group().ids)
  return grouped ?? (running && apps.ofModule(program, running.name))
}

/** Programs that guard their memory, as browsers do for their pages, hide their executable too. Their command line names it. */
function ofUnreadable(name: string, facts: ProcessFacts, apps: Apps): App {
  const { isContainer, flatpak } = facts.group()
  // A program may write over its command line, and then has spaces between its words.
  const [said = ''] = facts.argv(commandLineBytes)[0]?.split(' -') ?? []
  if (isContainer) return apps.ofContainer(posix.basename(said) || name)
  if (flatpak) return apps.ofId(flatpak)
  const exe = /^[\w.+/-]+$/.test(said) ? resolveProgram(said, apps.searchPath) : undefined
  return exe ? ofProgram(exe, facts, apps) : apps.ofName(name)
}
