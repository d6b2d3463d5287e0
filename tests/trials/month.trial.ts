import { describeChildren } from '../support/children-trial.ts'
import { describeMonth } from '../support/month-trial.ts'

describeMonth(30)
describeChildren(60)
