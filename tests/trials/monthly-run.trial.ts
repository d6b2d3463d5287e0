import { describeMonthlyRun } from '../support/monthly-run-trial.ts'

describeMonthlyRun({ people: Number(process.env.PEOPLE ?? 10_000), mostMs: 50 })
