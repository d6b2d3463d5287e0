import { describeDowntime } from '../support/downtime-trial.ts'

describeDowntime({ sqlite: 40, postgres: 4 })
