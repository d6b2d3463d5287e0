import { Command } from 'commander'
import { toPlainText } from '../../core/text.ts'
import { decideGrant, getWaiting } from '../../server/store/device-grants.ts'
import { findPerson, personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { localActor } from '../local-actor.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import { openServerSide, refuseDemo } from '../server-side.ts'
import { enrolWordsOf } from '../words/enrol-words.ts'

interface ApproveFlags {
  readonly person?: string
  readonly name?: string
  readonly deny?: boolean
}

/** `usage-audit devices approve CODE`: lets a computer in that waits at `agent enroll`. */
export const approveCommand = (cli: Cli): Command =>
  new Command('approve')
    .description('let in, or send away, a computer on which `usage-audit agent enroll` waits with a code')
    .argument('<code>', 'as that computer shows it')
    .option('--person <who>', 'whose device it becomes; default: whom its fleet token is for, or the owner')
    .option('--name <name>', 'what people will call it; default: its own name')
    .option('--deny', 'send it away')
    .action(async (code: string, { person, name, deny = false }: ApproveFlags) => {
      const server = await openServerSide(cli, await cli.config())
      const { store, owner, config } = server
      const words = enrolWordsOf(config.reports.locale)
      try {
        refuseDemo(server)
        const grant = await getWaiting(store, code, cli.now())
        if (!cli.json) say(cli.stderr, toSafe(words.waiting(grant)))
        const whose = person ?? grant.userId ?? owner.id
        const who = deny ? owner : await findPerson(store, personalOrg, whose)
        const called = toPlainText(name ?? '', 100) || grant.hostName
        const device = deny ? undefined : { userId: who.id, name: called }
        await decideGrant(store, grant, { orgId: personalOrg, by: localActor().actor, device })
        const { hostName, account, platform, address } = grant
        if (cli.json) return cli.printJson({ hostName, account, platform, address, device: device ?? null })
        cli.write(toSafe(deny ? words.sentAway(hostName) : words.letIn(called, who.name)))
      } finally {
        await store.close()
      }
    })
    .addHelpText(
      'after',
      examples(
        'usage-audit devices approve WDJB-MJHT',
        'usage-audit devices approve WDJB-MJHT --person ana@example.org --name "Ana\'s laptop"',
        'usage-audit devices approve WDJB-MJHT --deny',
      ),
    )
