import { describeMove } from '../support/move-trial.ts'

describeMove({ devices: Number(process.env.DEVICES ?? 50), months: 12, kills: 20 }, 1_200_000)
