import { describeMonthlyRun } from '../support/monthly-run-trial.ts'

describeMonthlyRun({ people: 25 })
