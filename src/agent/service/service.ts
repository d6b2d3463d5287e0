/** What shall run at log-in. Every path is absolute. */
export interface ServiceCommand {
  /** Node, the program's own file, its arguments. */
  readonly argv: readonly [node: string, script: string, ...args: string[]]
  /** What the program needs of the environment; only what was set. */
  readonly environment: Readonly<Record<string, string>>
  /** Where its output goes, on systems that keep none themselves. */
  readonly logFile: string
}

/** Whose log-in it is, and where the system looks for such files. */
export interface ServiceAccount {
  readonly home: string
  /** `~/.config`, or what XDG_CONFIG_HOME says. */
  readonly configHome: string
  /** Numeric, as launchd wants it. */
  readonly uid: number
  /** `PC\ana`, as Task Scheduler wants it. */
  readonly user: string
  /** The agent's own folder, where a file may lie that the system only imports. */
  readonly agentFolder: string
}

/** A command line, word by word. */
export type Argv = readonly string[]

/** How one system runs a program at log-in: a file, and what is called around it. Pure: nothing here touches the system. */
export interface ServiceKind {
  readonly name: 'systemd' | 'launchd' | 'task-scheduler'
  /** As a person knows it. */
  readonly title: string
  /** The file's path. */
  fileOf(account: ServiceAccount): string
  /**
   * The file's text.
   * @throws AppError `unavailable` if the system cannot be told one of the words
   */
  render(command: ServiceCommand, account: ServiceAccount): string
  /** The text as the system wants it on disk. */
  encode(text: string): Buffer
  decode(bytes: Buffer): string
  /** The command line in such a file, as `render` was given it; undefined if there is none in it. */
  readArgv(text: string): Argv | undefined
  /** Succeeds where the system has such a service for this account. */
  probe(account: ServiceAccount): Argv
  /** What starts it now and at each log-in, in this order; `mayFail` where a step only clears the way. */
  install(account: ServiceAccount): readonly Step[]
  /** What stops it and takes it out of the log-in. */
  uninstall(account: ServiceAccount): readonly Step[]
  /** What is left to do once the file is gone. */
  forget(): readonly Step[]
  /** What a person types to see how it goes. */
  readonly look: string
}

export interface Step {
  readonly argv: Argv
  readonly mayFail?: boolean
}
