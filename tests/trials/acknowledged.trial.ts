import { describeAcknowledged } from '../support/acknowledged-trial.ts'

describeAcknowledged(100)
