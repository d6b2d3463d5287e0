import { describeStarts } from '../support/starts-trial.ts'

describeStarts(50)
