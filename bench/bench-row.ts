/** One line of the benchmark's table: what we take, and what the floor or peer took in the same run, round by round. */
export interface BenchRow {
  readonly name: string
  readonly unit: string
  /** One figure per round, in `unit`; empty if it could not be measured, and `goal` then says why. */
  readonly ours: readonly number[]
  /** The same rounds of what we are measured against; empty if there is no such thing. */
  readonly floor: readonly number[]
  readonly floorName: string
  /** In words, as `≤ 2.3 ×`. */
  readonly goal: string
  readonly lowerIsBetter: boolean
}
