import { describeMove } from '../support/move-trial.ts'

const { DEVICES = 50, MONTHS = 12, KILLS = 20 } = process.env

describeMove({ devices: Number(DEVICES), months: Number(MONTHS), kills: Number(KILLS) }, 3_600_000)
