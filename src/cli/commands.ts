import type { Command } from 'commander'
import type { Cli } from './cli.ts'

/** One line of `usage-audit --help`; its code is loaded only when it is called. */
export interface CommandEntry {
  readonly name: string
  readonly description: string
  load(): Promise<(cli: Cli) => Command>
  /** It tells of all the others, so they are loaded with it. */
  readonly needsAll?: boolean
}

/** Every command, in the order of `--help`. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'up',
    description: 'record this computer and show its report: server and agent in one',
    load: async () => (await import('./commands/up.ts')).upCommand,
  },
  {
    name: 'serve',
    description: 'run the server: store what agents send, make the days, mail the reports',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'agent',
    description: 'record this computer, and look at what is recorded',
    load: async () => (await import('./commands/agent.ts')).agentCommand,
  },
  {
    name: 'today',
    description: 'show what this computer recorded today, from its own journal',
    load: async () => (await import('./commands/today.ts')).todayCommand,
  },
  {
    name: 'top',
    description: 'show the apps this computer used most over days, from its own journal',
    load: async () => (await import('./commands/top.ts')).topCommand,
  },
  {
    name: 'report',
    description: 'show the report of a month or a week, write it to a file, or mail it',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'mail',
    description: 'see whether mails leave this server, and what keeps them from arriving',
    load: async () => (await import('./commands/mail.ts')).mailCommand,
  },
  {
    name: 'subscriptions',
    description: 'show which reports people get, when and how, or change it',
    load: async () => (await import('./commands/subscriptions.ts')).subscriptionsCommand,
  },
  {
    name: 'recipients',
    description: 'list who reads reports without an account, ask somebody, or end it',
    load: async () => (await import('./commands/recipients.ts')).recipientsCommand,
  },
  {
    name: 'categories',
    description: 'show the categories of apps with their time, or change them',
    load: async () => (await import('./commands/categories.ts')).categoriesCommand,
  },
  {
    name: 'rules',
    description: 'show the rules that sort apps into categories, or change them',
    load: async () => (await import('./commands/rules.ts')).rulesCommand,
  },
  {
    name: 'licences',
    description: 'list what is paid for software and what of it is used, or change it',
    load: async () => (await import('./commands/licences.ts')).licencesCommand,
  },
  {
    name: 'devices',
    description: 'list the devices of the server on this computer, add, let in, rename, merge or revoke them',
    load: async () => (await import('./commands/devices.ts')).devicesCommand,
  },
  {
    name: 'tokens',
    description: 'fleet tokens, which enrol many computers, and programs that call the API',
    load: async () => (await import('./commands/tokens.ts')).tokensCommand,
  },
  {
    name: 'export',
    description: 'write out all that is stored of a person',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'access-log',
    description: 'show who opened whose data, and check that nothing of that was changed',
    load: async () => (await import('./commands/access-log.ts')).accessLogCommand,
  },
  {
    name: 'users',
    description: 'list the people of the server on this computer, invite some, and help them in',
    load: async () => (await import('./commands/users.ts')).usersCommand,
  },
  {
    name: 'policy',
    description: 'show or set what agents are asked to leave out',
    load: async () => (await import('./commands/policy.ts')).policyCommand,
  },
  {
    name: 'erase',
    description: 'erase what was recorded of a device or a person, here and on their computers',
    load: async () => (await import('./commands/erase.ts')).eraseCommand,
  },
  {
    name: 'demo',
    description: 'fill a store of its own with made-up people and computers, to see what reports are like',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'db',
    description: "care of the server's database",
    load: async () => (await import('./commands/db.ts')).dbCommand,
  },
  {
    name: 'doctor',
    description: 'say what works here, what is wrong, and what mends it',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  {
    name: 'config',
    description: 'show the settings and where each comes from',
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  {
    name: 'completion',
    description: 'print a script that lets your shell complete commands and options',
    load: async () => (await import('./commands/completion.ts')).completionCommand,
    needsAll: true,
  },
]
