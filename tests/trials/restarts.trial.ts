import { describeRestarts } from '../support/restart-trial.ts'

describeRestarts(100)
