import { describePoison } from '../support/poison-trial.ts'

describePoison(200)
