import { describeStampede } from '../support/stampede-trial.ts'

describeStampede(2_000)
