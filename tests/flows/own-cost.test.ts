import { describeChildren } from '../support/children-trial.ts'
import { describeMonth } from '../support/month-trial.ts'

describeMonth(0.25)
describeChildren(4)
