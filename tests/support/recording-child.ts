import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRecording } from './recording.ts'

// A whole agent in a process of its own, its clock faster than ours: it says up to when everything is written, tick by tick.
const [file, wall, pauseMs, ticks] = process.argv.slice(2)
const recording = await startRecording(file!, Number(wall))
writeSync(1, `${recording.now()}\n`)
for (let i = 0; i < Number(ticks); i++) {
  await recording.tick()
  writeSync(1, `${recording.now()}\n`)
  await sleep(Number(pauseMs))
}
process.kill(process.pid, 'SIGKILL')
