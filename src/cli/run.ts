import { Command } from 'commander'
import { type Cli, createCli, type GlobalOptions, type World } from './cli.ts'
import { commands } from './commands.ts'
import { tellFailure } from './errors.ts'
import { adopt, examples } from './help.ts'

/** Runs what was typed and returns the exit code. Never throws. */
export async function run(world: World): Promise<number> {
  let cli: Cli | undefined
  try {
    const program = createProgram(world)
    const { operands } = program.parseOptions([...world.args])
    cli = createCli(world, program.opts<GlobalOptions>())
    await addCommands(program, cli, operands)
    await program.parseAsync([...world.args], { from: 'user' })
    return 0
  } catch (error) {
    return fail(world, error, await cli?.loadedLevel())
  }
}

/** Prints what went wrong and returns the exit code. */
export const fail = ({ args, env, version, stderr }: World, error: unknown, level?: string): number =>
  tellFailure(error, {
    json: args.includes('--json'),
    debug: /^(debug|trace)$/.test(level ?? env.USAGE_AUDIT_LOG__LEVEL ?? ''),
    version,
    command: args.find((arg) => commands.some(({ name }) => name === arg)),
    write: (text) => void stderr.write(text),
  })

const createProgram = ({ version, stdout, stderr }: World) =>
  new Command('usage-audit')
    .description(
      'Records which programs run on your computers and mails each person a true report when their month closes.',
    )
    .version(version, '-V, --version', 'print the version')
    .option('-C, --config <file>', 'read settings from this TOML file')
    .option('--data-dir <dir>', 'keep data in this folder')
    .option('--json', 'answer in JSON, for machines')
    .addHelpText('after', examples('usage-audit config show', 'usage-audit help config'))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: () => {},
    })
    .exitOverride()

/** Only the command that was called is loaded; of the others, name and description are enough, unless it tells of them. */
async function addCommands(program: Command, cli: Cli, [first, second]: readonly string[]) {
  const called = first === 'help' ? second : first
  const all = commands.some(({ name, needsAll }) => name === first && needsAll)
  for (const { name, description, load } of commands)
    program.addCommand(
      all || name === called ? adopt(program, (await load())(cli)) : new Command(name).description(description),
    )
}
