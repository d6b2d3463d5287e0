/** What pidusage says of one process; times in milliseconds, memory in bytes. */
export interface Usage {
  readonly ctime: number
  readonly elapsed: number
  readonly memory: number
  readonly timestamp: number
}

type AskUsage = (pids: number[], options: { readonly maxage?: number }) => Promise<Record<string, Usage | undefined>>

/** Windows takes 32,767 characters of command line, and every process id costs some twenty. */
const pidsPerCall = 500

/**
 * On Linux pidusage keeps the files open that it read, by process id, for a minute after the last question: a process id that is given
 * to another process would then fail for ever. With this age they are closed before the next sample.
 */
const linuxMaxAgeMs = 50

/**
 * Asks pidusage about processes. `gone`: it answered for others but not for this one. What it does not answer at all for
 * is left out, and the last counters stand.
 */
export async function readUsage(
  ask: AskUsage,
  pids: readonly number[],
  platform: NodeJS.Platform,
): Promise<Map<number, Usage | 'gone'>> {
  const answers = new Map<number, Usage | 'gone'>()
  for (let from = 0; from < pids.length; from += pidsPerCall) {
    const some = pids.slice(from, from + pidsPerCall)
    const usages = await askSome(ask, some, platform)
    for (const pid of usages ? some : []) {
      const usage = usages?.[pid]
      answers.set(pid, usage && isWhole(usage) ? usage : 'gone')
    }
  }
  return answers
}

/** Undefined if it failed. */
async function askSome(ask: AskUsage, pids: readonly number[], platform: NodeJS.Platform) {
  const options = platform === 'linux' ? { maxage: linuxMaxAgeMs } : {}
  try {
    return await withPlainNumbers(() => ask([...pids], options))
  } catch (error) {
    return (error as { code?: unknown }).code === 'ENOENT' ? {} : undefined
  }
}

/** Lines of Windows' own processes lack a column, and then nothing in them is where it should be. */
const isWhole = ({ ctime, elapsed, memory }: Usage) =>
  Number.isFinite(ctime) && Number.isFinite(elapsed) && Number.isFinite(memory)

/**
 * pidusage starts `ps` in our own locale, and macOS then writes `0:01,50` where it expects `0:01.50`. It does so before it
 * returns its promise, so the locale is another one just for that moment.
 */
function withPlainNumbers<Result>(start: () => Promise<Result>): Promise<Result> {
  const { env } = process
  const before = env.LC_ALL
  env.LC_ALL = 'C'
  try {
    return start()
  } finally {
    if (before === undefined) delete env.LC_ALL
    else env.LC_ALL = before
  }
}
