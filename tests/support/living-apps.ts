import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A life to be lived by a real process: times in milliseconds, `burn` the share of it that it computes. */
export interface PlannedLife {
  readonly app: string
  readonly startMs: number
  readonly lifeMs: number
  readonly burn: number
  /** Children of the same app that it forks at its start and that live half as long. */
  readonly children: number
}

/** What it was in the end, as the process itself tells. */
export interface LivedLife {
  readonly app: string
  readonly plan: number
  readonly startedAt: number
  readonly endedAt: number
  /** Its own and its waited-for children's. */
  readonly cpuMs: number
}

export interface LivingApps {
  /** Where the programs lie: `<folder>/<app>` is the executable of each. */
  readonly folder: string
  readonly driver: ChildProcess
  /** Starts all lives now. */
  start(): void
  /** Settles once all have ended and were waited for; the driver lives on. */
  readonly ended: Promise<unknown>
  /** What the kernel counted for the driver and all children it waited for. */
  readKernelCpuMs(): number
  readLives(): LivedLife[]
  close(): void
}

/** A shell that computes and sleeps by turns without ever starting another program, and tells of it at the end. */
const lifeScript = `
exec 9<> "\${0%/*}/silence"
end=$((\${EPOCHREALTIME/[.,]/} + $1 * 1000)); started=$EPOCHREALTIME
live() {
  local end=$1 now
  while now=\${EPOCHREALTIME/[.,]/}; ((now < end)); do
    local busy_until=$((now + 50000 * burn / 100))
    while now=\${EPOCHREALTIME/[.,]/}; ((now < busy_until && now < end)); do :; done
    local idle=$((50000 * (100 - burn) / 100))
    ((idle > end - now)) && idle=$((end - now))
    ((idle > 0)) && printf -v pause '%d.%06d' $((idle / 1000000)) $((idle % 1000000)) && read -t "$pause" -u 9
  done
}
burn=$2
for ((i = 0; i < $3; i++)); do (live $((\${EPOCHREALTIME/[.,]/} + $1 * 500))) & done
live $end
wait
# The first line of times is the shell's own, the second that of its children.
{ echo "$5 $4 $started $EPOCHREALTIME"; times; } > "$6"
`

const driverScript = `
exec 9<> "\${0%/*}/silence"
read -r _
began=\${EPOCHREALTIME/[.,]/}
while read -r at program life burn children plan app log; do
  wait_us=$((began + at * 1000 - \${EPOCHREALTIME/[.,]/}))
  ((wait_us > 0)) && printf -v pause '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000)) && read -t "$pause" -u 9
  "$program" "$1" "$life" "$burn" "$children" "$plan" "$app" "$log" &
done < "$2"
wait
echo ended
read -r _
`

/** Prepares real programs, one per app name, and a driver that will start `plans` and wait for them. Needs bash 5. */
export function prepareLivingApps(plans: readonly PlannedLife[]): LivingApps {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'usage-audit-truth-')))
  const place = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  for (const app of new Set(['driver', ...plans.map(({ app }) => app)])) {
    mkdirSync(join(folder, app))
    copyFileSync('/bin/bash', join(folder, app, app))
    chmodSync(join(folder, app, app), 0o755)
  }
  // A pipe in which nobody writes: to wait on it starts no program, as sleep would.
  execFileSync('mkfifo', [join(folder, 'silence')])
  const life = place('life.sh', lifeScript)
  const driver = place('driver.sh', driverScript)
  const logs = plans.map((_, plan) => join(folder, `${plan}.log`))
  const lines = plans
    .map((plan, index) => ({ ...plan, index }))
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ app, startMs, lifeMs, burn, children, index }) =>
      [startMs, join(folder, app, app), lifeMs, Math.round(burn * 100), children, index, app, logs[index]].join(' '),
    )
  const list = place('plans', `${lines.join('\n')}\n`)
  const child = spawn(join(folder, 'driver', 'driver'), [driver, life, list], { stdio: ['pipe', 'pipe', 'inherit'] })
  return {
    folder,
    driver: child,
    start: () => child.stdin.write('go\n'),
    ended: once(child.stdout, 'data'),
    readKernelCpuMs: () => readKernelCpu(child.pid!),
    readLives: () => logs.map((log) => toLife(readFileSync(log, 'utf8'))),
    close() {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function readKernelCpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0)
}

/** `0m1.234s` and the like, summed. */
const toCpuMs = (times: string) =>
  [...times.matchAll(/(\d+)m(\d+)[.,](\d+)s/g)].reduce(
    (sum, [, minutes, seconds, thousandths]) =>
      sum + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(thousandths),
    0,
  )

function toLife(log: string): LivedLife {
  const [first, ...times] = log.split('\n')
  const [app, plan, started, ended] = first!.split(' ')
  const toMs = (seconds: string) => Number(seconds.replace(',', '.')) * 1000
  return {
    app: app!,
    plan: Number(plan),
    startedAt: toMs(started!),
    endedAt: toMs(ended!),
    cpuMs: toCpuMs(times.join('\n')),
  }
}
