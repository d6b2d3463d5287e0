import { describePoison } from '../support/poison-trial.ts'

describePoison(10_000)
