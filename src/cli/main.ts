import packageJson from '../../package.json' with { type: 'json' }

const args = process.argv.slice(2)
const stop = new AbortController()
let stopIsHeard = false

// `| head` has seen enough: end quietly, after what is running has put its things away.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    process.stderr.write(`usage-audit: cannot write to standard output: ${error.message}\n`)
    process.exit(74)
  }
  if (!stopIsHeard) process.exit(0)
  stop.abort()
})
process.stderr.on('error', () => {})

/** The first Ctrl-C asks to stop, the second insists. */
function stopping(): AbortSignal {
  if (stopIsHeard) return stop.signal
  stopIsHeard = true
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => (stop.signal.aborted ? process.exit(130) : stop.abort()))
  return stop.signal
}

// The version is asked often by scripts, and needs nothing else.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${packageJson.version}\n`)
} else {
  const { fail, run } = await import('./run.ts')
  const { env, stdout, stderr } = process
  const world = { args, env, cwd: process.cwd(), version: packageJson.version, stdout, stderr, now: Date.now, stopping }
  process.on('uncaughtException', (error) => process.exit(fail(world, error)))
  const code = await run(world)
  // An empty write ends after all that were written before it; if one of them failed, its error is about to be told above.
  process.stdout.write('', () => setImmediate(() => process.exit(code)))
}
