/** A way of doing the work: one round of it, and what that measured. */
export type Way<T> = (round: number) => T | Promise<T>

/**
 * Runs every way once a round, so that whatever else the machine does meanwhile falls on all of them; every second round
 * backwards. The first round only warms up.
 * @returns one value a round, of each way
 */
export async function interleave<Name extends string, T>(
  rounds: number,
  ways: Readonly<Record<Name, Way<T>>>,
): Promise<Readonly<Record<Name, T[]>>> {
  const entries = Object.entries(ways) as [Name, Way<T>][]
  const values = Object.fromEntries(entries.map(([name]) => [name, [] as T[]])) as Record<Name, T[]>
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of round % 2 === 0 ? entries : entries.toReversed()) {
      const value = await run(round)
      if (round > 0) values[name].push(value)
    }
  return values
}

/** CPU time of this process so far, in milliseconds. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
