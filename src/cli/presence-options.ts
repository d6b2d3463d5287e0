import { readHeldPolicy } from '../agent/policy/held.ts'
import { type PresenceOptions, usualIdleAfterMs } from '../core/presence.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { readCredentials } from './credentials.ts'

/** What figures of presence are made with here: once the agent is enrolled, the person's choice lies on the server. */
export const presenceOptions = (cli: Cli, { agent }: Config): PresenceOptions => ({
  idleAfterMs: readCredentials(cli.dataDir().credentials)
    ? (readHeldPolicy(cli.dataDir().journal)?.idleAfterMs ?? usualIdleAfterMs)
    : agent.idleAfterMs,
})
