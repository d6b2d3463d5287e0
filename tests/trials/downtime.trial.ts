import { describeDowntime } from '../support/downtime-trial.ts'

const cases = Number(process.env.CASES ?? 300)

describeDowntime({ sqlite: cases, postgres: Math.ceil(cases / 10) })
